"""Every contestant in every language, or in every value of another dimension of tasks.

languages.py    the view
flatness.py     how far a contestant's best and worst are apart
orders.py       who is ahead in each language
words.py        it in words
tables.py       it as tables
"""
