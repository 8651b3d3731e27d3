"""How fast an engine answers, cell by cell: depth of the context by streams at once.

Residents: `figures` (from what was measured to medians, and why something is struck out), `medians` (with an interval),
`joins` (which contestants a sweep speaks for), `kept` (sweeps on disk), `plan` (which cells a contestant has), `filler`
(code that fills prompts), `tokenizer` (how much of it makes so many tokens), `requests` (what is asked of an engine),
`heartbeat` (how late our own loop is), `load` (what else keeps this machine busy), `peak` (memory of the engine),
`llama_bench` (llama.cpp's own benchmark beside), `cells` (measures one cell), `sweep` (start and resume).

Pure are `figures`, `medians`, `joins`, `plan`, `filler` and the reading of llama-bench; all else is a thin shell.
"""
