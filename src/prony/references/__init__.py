"""References: contestants of known score, and the tape models that recite them.

Residents: `models` (the references of a suite, and what each says) · `script` (what a tape recites, and when) ·
`replies` (files as one reply) · `agents` (what is said to work in a workspace) · `replays` (what is said as a folder of
files) · `tapes` (build one: a real GGUF file with constructed weights),
of `vocabulary`, `weights` and `file`.
"""
