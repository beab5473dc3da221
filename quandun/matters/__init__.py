"""案卷 matters: the shared file. A matter is what happened between people; a case is one procedure of one unit in it.

Holds the participants with their roles and days, the reporter's sealed identity (个人信息保护法; 保护举报人), where
the matter stands for those who may ask, and its timeline, which is nothing but the facts of the log about it.
Not here: procedure (cases), what the reporter said (intake).
"""
