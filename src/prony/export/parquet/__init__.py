"""Attempts, cells and rows as Parquet, for data frames.

schema.py           the columns of each table, as data: type, unit, meaning
tables.py           what stands in them, from the index
write.py            the files
"""
