"""Results counted by weights: what somebody's code is written in, rates and rank sets over it, and what turns them.

stack.py        names with weights, as given
weighing.py     rates and rank sets over the tasks of a stack
standing.py     a board by a stack
flip.py         the least change of a weight that puts another first
"""
