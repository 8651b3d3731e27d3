"""Self-reports: what contestants say of their own work, against what was measured.

claims.py       what a text claims: a time, a success, a confidence; pure
sources.py      the texts that attempts ended with, from the record
selfreport.py   the view
tables.py       the view as tables
"""
