"""What one gives for another: tasks solved, seconds, tokens, size, and who stays within a budget.

dimensions/         what is weighed, a file each
contests.py         who is decidedly better in one of them
dominance.py        who is decidedly better in all
budget.py           who stays within limits
sentences.py        what may be said of all that
tradeoffs.py        the view
tables.py           it as tables
"""
