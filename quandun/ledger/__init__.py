"""存证日志 ledger: one append-only Merkle log of everything that happens; facts and audit are the same rows.

Law served: 人民法院在线诉讼规则 第十六条至第十九条 (what a log can show: unchanged since deposit), 电子签名法 第五条
(integrity of the original form), 行政处罚法 第四十七条 (the whole course of enforcement is recorded).
Also here: subscriptions (news to later rooms), answers given once, background jobs, the start-up refusal of unsafe settings.
Not here: who may do what. The log stands before `people`, so it has no `allow()`: services of the rooms call `allow` before they
append, and pages that show entries check before they read. Later, only added to: tiles over HTTP, RFC 3161 time, witnesses, SM2.
"""
