"""The open floor every room stands on: errors, ids, actors, clocks, legal days, money, half-open ranges.

Plain Python; no Django, no files, no network, no clock read except in `SystemClock`.
Any room may import its modules directly.
"""
