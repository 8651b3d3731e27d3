"""What is caught within tasks that are marked in parts, how tasks are solved, and which tasks tell models apart.

caught.py           criterion by contestant
sole.py             what only one contestant catches
approaches.py       kinds of solution, as graders label them
telling.py          which tasks tell strong from weak
sentences.py        what may be said of all that
bugs.py             the view
tables.py           it as tables
"""
