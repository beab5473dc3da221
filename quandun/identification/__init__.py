"""监测识别 identification: findings that explain themselves, and a named person decides.

This slice compares the sign of a report with the marks of the vault, character by character and by sound.
Not here: routes (cases). Later: glyph components, logos, texts, sources, watch lists.
"""
