"""Damages workbench (损害赔偿测算): what may be claimed for an infringement, step by step, each number tied to an exhibit.

Method (赔偿数额的计算方法) in the order of the statute that governs the day of the act; punitive damages (惩罚性赔偿) under the
interpretation in force on the day of judging; typed rules (类型化裁判赔偿规则) as data in `rules/`. Every result is given twice:
on proved inputs only, and as claimed. The court decides; nothing here is advice or a prediction.

Plain Python over `quandun.law`; it draws a picture and composes a memorandum, and leaves printing to whoever can print.
"""
