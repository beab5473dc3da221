"""指标 indicators: one file each, its `key` the file's name. A file holds one `INDICATOR`; adding one edits nothing else.

An indicator answers with dated records (`domain/indicator.py`); the figure of a day follows from them. Which target or
task of a plan it shows is the city's to say, in its folder: no number of a task and no name of a city stands here. No
indicator counts fines or confiscations (行政处罚法 第七十四条第三款), none ranks units: a file that does is refused.
"""
