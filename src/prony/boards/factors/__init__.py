"""What one choice does, over all models that differ in it alone.

axis_pairs.py       models that differ in one axis alone
effects.py          the effect over such pairs
factors.py          the effects of an axis
tables.py           the same as tables, for files
"""
