"""Measured numbers: what the attempts of a contestant tell of it, one file each, with the column that shows it.

`measure` says what a measure is, `over` how many values become one, `kept` what an attempt keeps of it. Every other
module is a number, and its name the number's, unit included. Another package brings one by an entry point of the group
`prony.columns`.
"""

from prony.journal.measures.measure import Measure, is_measure
from prony.registry import Registry

MEASURES: Registry[Measure] = Registry(
    "column",
    "prony.journal.measures",
    "MEASURE",
    besides=("kept", "measure", "over"),
    group="prony.columns",
    check=is_measure,
)
"""Every measured number. Its name with `_` for `-` is what a record calls it: `wall-p50-s`, `wall_p50_s`."""

__all__ = ["MEASURES", "Measure"]
