"""电子证据保管 evidence: exhibits come into custody, bit for bit, and get a receipt anyone can recompute.

Law served: 人民法院在线诉讼规则 第十六条至第十九条 (what a deposit can show, and what it cannot: truth before deposit).
Not here: bytes on disk (store), the tree (ledger). Later: capture, bundles, offline verification, custody events.
"""
