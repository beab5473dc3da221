"""权利 rights: the vault of rights, registered once, used in every filing. This slice knows registered trade marks.

Law served: 商标法 (validity, classes, goods). Later: every type the city's plan names.
Not here: likeness (identification), who is right (cases).
"""
