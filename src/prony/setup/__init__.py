"""Setup: what a person does before a run. Looks at the machine, and writes a first prony.toml.

Residents: `doctor` (what this machine can do, tried) · `machine_check` (one thing that was tried) · `toolchain_checks`
(toolchains found, stocked and tried) · `energy_checks` (who counts joules here) · `supply` (what toolchains take, and
fetching it) · `browser` (a Chromium for tests that open pages) · `servers` (real ones for tests that want them, found
or built) · `starter` (a commented prony.toml from what was found).
"""
