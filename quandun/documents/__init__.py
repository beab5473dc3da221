"""文书 documents: templates become PDF, every character checked; numbers, issue, and where the bytes lie.

A document is rendered at the edge before the transaction, kept in `store`, and its digests go into the log.
Law served: 行政处罚法 第五十二条、第五十九条 (what a decision must state), 党政机关公文格式 GB/T 9704.
Not here: which document a step needs (cases), what may be published (disclosure).
"""
