"""法律工作台 (workbench): every page and API route on which people ask the law.

Chinese name 法律工作台. `law` is plain Python and could be installed alone, so what people see of it stands here: the index and
a page for each parameter, the deadline calculator, what changes between two days, damages, criminal thresholds, courts and
competence. It shows the law as `law` answers it, with article and certainty, and beside it the cases the visitor may see.

It computes nothing of law itself and stores nothing: a computation is its address. Results are for reference; a court or the
competent authority decides.
"""
