"""What importers share: reading foreign rows safely, and reading foreign tests as data instead of running them.

Residents: `rows` (JSON Lines, packed or not, with bounds) · `reading` (a file of rows as a suite) · `literals` (the
value of an expression, without running it) · `asserts` (assert statements as cases) · `tagged` (values as cases.jsonl
writes them) · `functions` (the task folder of a Python function) · `oracles` (graders that run foreign checks in a
sandbox of their own) · `exercises` (folders of exercises) · `tracks` (how those of each language become tasks) ·
`translations` (how rows of MultiPL-E do) · `differential` (graders that ask answer and reference alike) ·
`packed_tests` (tests in a pickle, of which no object is made) · `clones` (trees of local repositories) ·
`repository_tests` (which of their files are tests) · `dockerfiles` (images as data) · `harbor_folders`, `harbor_tasks`
and `harbor_lint` (folders of Harbor's) · `naming` (names of tasks). Nothing here executes anything of a source.
"""
