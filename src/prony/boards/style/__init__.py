"""How contestants write: what is measured of a submission, and two contestants on tasks that both solved.

measures.py         what is measured of files
submissions.py      the files that were handed in, from the record, bounded
style.py            the view
tables.py           it as tables
"""
