"""法 (law): every number of law the platform uses, dated and cited, and the deadlines computed from it.

Chinese name 法. It serves the statutes under `parameters/` (one YAML file each), the yearly holiday notices of the State
Council under `calendars/`, and what a city adds in its own `law/` folder. `value` answers from the text in force on a day;
`due` computes a statutory period (法定期间) and gives its reasoning line by line, each with its article. From the same numbers
`crime` compares a case with the criminal standards, `competence` names the body, `court` the court.

It never guesses: a gap, a number not obtained or two competing numbers raise. It holds no case, reads no clock, opens no
network and knows no Django; it could be installed alone.
"""
