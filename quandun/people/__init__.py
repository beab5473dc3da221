"""主体 people: persons, organisations, units, districts, accounts, posts, mandates, bearer links and the access tables.

Law served: 行政处罚法 第四十二条 (qualified officers), 个人信息保护法 (identity apart from the file).
Not here: what a role does in a procedure (cases), pages (frame, portal), the reporter's sealed identity (matters).
"""
