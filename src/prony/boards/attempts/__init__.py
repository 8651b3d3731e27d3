"""Attempts: one of them whole, and all of a run in a line each.

attempt.py          an attempt whole
transcript.py       its exchanges
texts.py            its texts
task_source.py      its task
lines.py            a run's attempts, a line each
line_columns.py     the columns of those
"""
