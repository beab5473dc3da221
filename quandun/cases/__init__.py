"""案件 cases: procedures. An engine that knows no procedure, and one folder per procedure under case_types/.

A step is proposed, signed by everyone the procedure names, and takes effect with the last signature: history grows by
one happening, documents are issued, clocks start and stop. Clocks are computed from history and `law` each time asked.
Law served: that of each case type. Not here: numbers of law (law), publication (disclosure).
"""
