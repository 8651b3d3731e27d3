"""Freshness: what models may have seen of the tasks before.

split.py        a contestant on tasks released before and after its cut-off
variants.py     suites and their variants that were run here
memory.py       a contestant on a suite and on its variant
freshness.py    the view
words.py        it in words
tables.py       it as tables
"""
