"""What runs inside a slot beside a task's tests: standard library only. The runners are told their job on stdin.

Job, one JSON object: `nonce` (the completion record's word), `tests` (ids to run, canaries among them; null = all there
are), `groups` (id -> the criteria it counts for), `files`, `cpu_s` and `wall_s` (for one test). Results are the lines
of `prony.grading.protocol`, on the private channel.

unittest_runner.py  Python's unittest, each test in a process of its own
go_runner.py        Go's testing, each test in a process of its own
prony_children.py   what these two have in common: a process for each test, and what is believed of it
node_runner.mjs     node:test, one process for one file of tests
prony_grader.py     what an oracle's grade.py imports
"""
