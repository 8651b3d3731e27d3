"""What runs inside a slot beside a task's tests: standard library only. The two runners are told their job on stdin.

Job, one JSON object: `nonce` (the completion record's word), `tests` (ids to run, canaries among them; null = all there
are), `groups` (id -> the criteria it counts for), `files`, `cpu_s` and `wall_s` (for one test). Results are the lines
of `prony.grading.protocol`, on the private channel.

unittest_runner.py  Python's unittest, each test in a process of its own
node_runner.mjs     node:test, one process for one file of tests
prony_grader.py     what an oracle's grade.py imports
"""
