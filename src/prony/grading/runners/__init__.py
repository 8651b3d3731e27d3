"""What runs inside a slot beside a task's tests: standard library only. The runners are told their job on stdin.

Job, one JSON object: `nonce` (the completion record's word), `tests` (ids to run, canaries among them; null = all
there are), `groups` (id -> the criteria it counts for), `files`, `cpu_s`, `wall_s` and `memory_mb` (for one test),
`defines` (the names that the task asks for), and where a runner wants them so, `sources` (test file -> its text).
Results are the lines of `prony.grading.protocol`, on the private channel.

Each language's runner lies with its other parts (`prony.grading.languages`); here is what several use.

prony_children.py   a process for each test, and what is believed of it
prony_forks.py      how a fork of a runner in Python becomes a test, and signs what it says
prony_grader.py     what an oracle's grade.py imports
prony_jest.mjs      describe, test and hooks in the style of Jest; prony_expect.mjs and prony_mocks.mjs are its `expect`
                    and `jest`
prony_making.py     makes the cases of a problem, and compares its reference with a brute force
prony_native.py     runs the tests of C and C++
"""
