"""Whether the conclusions of a board may be read.

controls.py         references that must come out as they are known to
repeated_runs.py    all of those
judges.py           whether all were graded with the same
foreign.py          runs from elsewhere, and whom they claim to be
gathered.py         all that a view of a suite is made from, doubts included
validity.py         every doubt, and what then stands in the place of a conclusion
"""
