"""References: contestants of known score, and the tape models that recite them.

Residents: `models` (the four references of a suite, and what each says) · `script` (what a tape recites, and when) ·
`agents` (what a tape says that works in a workspace) · `tapes` (build one: a real GGUF file with constructed weights),
of `vocabulary`, `weights` and `file`.
"""
