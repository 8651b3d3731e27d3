"""Attempts as trajectories in ATIF, which viewers and trainers of agents read.

Residents: `atif` (one attempt as a document), `write` (the folder of documents).
"""
