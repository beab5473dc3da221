"""名录 registers: one engine for admission, term, suspension, removal and public extract; one file per register in `kinds/`.

Law served: the registers the city's plan orders (重点单位库, 鉴定专家库, 人民调解组织 …); 个人信息保护法 第二十五条 (a person is named in
public only with their own consent).
Not here: drawing from a register (draws), the figures against the plan (assessment), what a member does in a matter (later rooms).
"""
