"""指标 indicators: one file each. A file holds one `INDICATOR`; adding one edits nothing else.

An indicator answers with the records it counts, as of a day; the figure is their number. No indicator counts fines or
confiscations (行政处罚法 第七十四条第三款), none ranks units.
"""
