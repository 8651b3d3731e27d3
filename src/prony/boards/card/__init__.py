"""The card of one contestant: all that a suite tells of it, on one page.

card.py             the view: who it is, what it solves, what that takes
siblings.py         the same base model in other forms, each compared with it
again.py            the command that measures it again
tables.py           as tables
"""
