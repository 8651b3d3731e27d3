"""The demo: a run that was recorded elsewhere, graded again here.

Residents: `replay` (lay the recording out, grade it, compare) · `recording` (a run packed so that it can travel) ·
`record` (make the recording anew: `python -m prony.demo.record`) · recordings/ (what ships).
"""
