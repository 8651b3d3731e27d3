"""Which readers make up the energy of an attempt: the widest that there is, and nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from prony.energy.reader import EnergyReader, MachinePart

_GPUS = (MachinePart.GPU, MachinePart.GPU_OR_PROCESSOR)


def counted(readers: Sequence[EnergyReader]) -> frozenset[str]:
    """The sources that are added up.

    What holds the whole machine stands alone: plugs (which feed parts of it, and are added up), before a battery. Else
    GPUs, processors and memory are added up. Where there is no GPU's reader, psys stands in for the other two, which it
    holds; whether it holds a GPU is not known, so beside one it is left out. An AMD GPU that may be part of the
    processor is not added to that: the GPU alone is counted.
    """
    whole = [one for one in readers if one.part is MachinePart.MACHINE]
    if whole:
        plugs = [one for one in whole if one.source.startswith("plug ")]
        return frozenset(one.source for one in plugs or whole)
    parts = {one.part for one in readers}
    if MachinePart.GPU_OR_PROCESSOR in parts:
        wanted = {*_GPUS}
    elif MachinePart.GPU in parts:
        wanted = {MachinePart.GPU, MachinePart.PROCESSOR, MachinePart.MEMORY}
    elif MachinePart.PLATFORM in parts:
        wanted = {MachinePart.PLATFORM}
    else:
        wanted = {MachinePart.PROCESSOR, MachinePart.MEMORY}
    return frozenset(one.source for one in readers if one.part in wanted)
