"""名录 kinds: one file per register. A file holds one `REGISTER`; adding one edits nothing else.

Three expert libraries stay three registers: `appraisal_expert` 鉴定专家, `forensic_expert` 司法鉴定专家, `overseas_expert` 海外维权专家.
"""
