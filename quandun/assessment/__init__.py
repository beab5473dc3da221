"""考核 assessment: the city's plan as an executable yardstick: tasks, responsible units, targets, indicators.

Law served: none of its own; the city's implementation plan and its safeguards (综合绩效考核, 督促属地责任).
Not here: public rankings of units, scores of courts or procuratorate, indicators that count fines or confiscations.
"""
