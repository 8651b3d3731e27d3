"""ATIF: each attempt as a trajectory, for viewers and trainers of agents."""

from __future__ import annotations

from prony.export.target import Target
from prony.export.trajectories.write import write

TARGET = Target(
    name="atif",
    help="Each attempt as a trajectory in ATIF, with every message, call and result, where texts may leave.",
    writes="DIR",
    write=write,
    takes=("texts",),
    place=45,
)
