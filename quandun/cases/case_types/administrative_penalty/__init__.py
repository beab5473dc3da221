"""行政处罚: penalty procedure of market regulation, ordinary procedure (普通程序), for trade mark matters.

Law served: 行政处罚法, 行政强制法, 市场监督管理行政处罚程序规定, 商标法 第六十条、第六十二条.
Not here yet: documents of the hearing (its result is recorded), simple procedure, transfer between units.
"""
