"""涉嫌侵犯知识产权犯罪的数额标准 (criminal thresholds): Criminal Law articles 213 to 219-1, under the text of the day of the act.

`offences` says, text by text, which figures of a case are compared with which number of law; `judging` compares; `lighter`
chooses between an old and a new text (从旧兼从轻); `referral` answers the other question, whether the case goes to the police,
which reasonable suspicion alone can decide. Nothing here says that anybody committed a crime: only a court does.
"""
