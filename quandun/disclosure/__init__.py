"""公开 disclosure: what may be published, when, and how masked; the publication copy and the report to outside systems.

Law served: 市场监督管理行政处罚信息公示规定; the masked fields are a parameter of `law` (待确认 where its confidence is).
Not here: deciding (cases). Later: corrections, withdrawal terms, typical cases, open data.
"""
