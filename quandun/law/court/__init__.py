"""管辖 (jurisdiction): which level of court, and where the data has it which court, takes a case of intellectual property first.

Level by 法释〔2022〕13号, place by the rule of the right, appeals by the rules of the Supreme Court's IP tribunal. The list of
basic courts and amounts (法〔2022〕109号, annex) is a place's own; where its row is not to hand the answer says so and keeps both
levels open. Several places mean a choice, and it is the claimant's.
"""
