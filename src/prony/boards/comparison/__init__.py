"""Contestants against each other, and what may be concluded.

compare.py          two of them, whole
pairwise.py         several, each against each
opponents.py        who is meant
axes.py             what those fields belong to
slices.py           the paired differences
slicings.py         which slices there are
family.py           the pair among all models
disagreements.py    task by task
bug_by_bug.py       criterion by criterion
costs.py            what each took
margins.py          what is shown at a margin
noise.py            each against itself
conclusions.py      what follows
gate.py             what must be shown for a check to pass
gate_claims.py      each of those claims
words.py            what faces say of a comparison
tables.py           both as tables, for files
"""
