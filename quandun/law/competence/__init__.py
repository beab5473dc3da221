"""职权 (competence): which body acts on which right, for which act, in which procedure, with which powers and whose approval.

Dated data (`table.yaml`), a row per combination, each with its article. A body's rule that is not to hand shows as 未配置 with
the name of the text; no other body's rule stands in for it. Which unit of a city is the body is the city's to say, not law's.
"""
