"""受理 intake: a report (举报) comes in, guided page by page, kept as it is typed, and opens a shared file.

A right holder's filing against an offence is a 举报, not a consumer's 投诉. Law served: 市场监督管理投诉举报处理办法
(its time limits are not to hand and are shown 待确认), 行政处罚法 第三十九条.
Not here: likeness (identification), registration of the source and every later act (cases).
"""
