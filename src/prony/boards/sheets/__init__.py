"""Tables of suites in points, the same of what was measured here and of what others published.

sheet.py        models by tasks in points: what every table is made from
measured.py     the index as a sheet
published.py    outside boards as a sheet
sources.py      which outside boards
traits.py       in what two models of one name differ
standings.py    ranks with ties, incomplete models, points for a minute and a gigabyte, tiers
pairs.py        two models that differ in one choice
picks.py        who is picked for agents, by rule
columns.py      the numbers of a sheet by name
audit.py        what contradicts itself in published boards
shared_tables.py  what the tables of all of them share
six.py          the board of `six`
six_tables.py   it as tables
round_sheet.py  what was measured of `rounds` as a sheet
round_lines.py  one round, and what changed in it
time_claims.py  how long models say that a round took
jobs.py         who is best for which job, by rule
rounds.py       the board of `rounds`
rounds_tables.py  it as tables
sheets.py       the suites that have such tables
"""
