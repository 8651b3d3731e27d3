"""What runs inside a slot for level B: standard library only, laid beside a suite's tests, told its job on stdin.

Job, one JSON object: `nonce` (the completion record's word), `tests` (ids to run; null = all there are), `canaries`
(ids that must fail), `files`, `module`, `wall_s` (for one test). Results are the lines of `prony.grading.protocol`,
on the private channel.

unittest_runner.py  Python's unittest, each test in a process of its own
node_runner.mjs     node:test, one process for one file of tests
"""
