"""Services: what was handed in runs as a server in a scene, and is asked from outside.

client.py        one request over one connection, bounded in time and bytes
json_match.py    what an answer's JSON must be, and values taken out of it
variables.py     captured values in later steps
answers.py       what must come back, and what came back
hosting.py       servers in a scene: started, signalled, ended
steps.py         the steps of a check, one after the other
timeline.py      requests and signals that are sent at set times, for a grader that is a program
pipelined.py     many requests over one connection, at once
"""
