"""How far a contestant may be relied on: what its repeats at one task have in common.

steadiness.py       what one contestant's repeats tell
reliability.py      all contestants together, and what follows
tables.py           as tables
"""
