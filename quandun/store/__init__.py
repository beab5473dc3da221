"""文件库 store: the bytes of evidence and documents, kept once under their SHA-256, never altered.

Law served: 电子签名法 第五条 (原件形式: integrity since final form), 人民法院在线诉讼规则 第十六条 (what was deposited is what is shown).
`keep` returns only after file and directories are durable. Anything may be evidence, also malware or an empty file: what is dangerous
gets a label, never a refusal, and nothing here opens or renders it.
Not here: who may see a file (the store stands before `people` and has no `allow()`; the room that owns the object checks), names and
purposes (evidence), parsing (a sandbox, later). Later, only added to: an S3 backend behind `files.backend()`.
"""
