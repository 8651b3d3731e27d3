"""Parquet: attempts, cells and rows, typed, for data frames."""

from __future__ import annotations

from prony.export.parquet.write import write
from prony.export.target import Target

TARGET = Target(
    name="parquet",
    help="Attempts, cells and rows as typed tables for data frames (needs prony[parquet]).",
    writes="DIR",
    write=write,
    place=50,
)
