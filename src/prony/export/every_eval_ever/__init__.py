"""Boards in the format of Every Eval Ever (schema 0.3.0): what other people's tools can compare and count.

places.py           ids and paths that the format asks for
aggregate.py        one model's results as a document
samples.py          its attempts, a line each
write.py            all of it in a folder

Facts of the format were read from its public schemas; what a field means there stands beside the code that fills it.
"""
