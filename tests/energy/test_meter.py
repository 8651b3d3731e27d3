"""The meter while attempts are made: what grading beside them does to a count."""

from __future__ import annotations

from itertools import count

import pytest
from energy_trees import Saying

from prony.energy import CounterReading, EnergyFound, JouleMeter, MachinePart


@pytest.mark.parametrize("began_before", [True, False])
async def test_a_count_that_holds_grading_is_none_of_the_attempt_but_for_a_gpus(began_before: bool):
    ticks = count(1)
    readers = tuple(
        Saying(lambda: CounterReading(joules=float(next(ticks))), source=name, part=part)
        for name, part in (("plug desk", MachinePart.MACHINE), ("nvml GPU 0", MachinePart.GPU))
    )
    async with JouleMeter(EnergyFound(readers, frozenset({"plug desk"}), ())) as meter:
        if began_before:
            grading = meter.disturbed()
            with grading:
                attempt = meter.measured("m")
                use = await attempt.__aenter__()
        else:
            attempt = meter.measured("m")
            use = await attempt.__aenter__()
            with meter.disturbed():
                pass
        await attempt.__aexit__(None, None, None)
        plug, gpu = use.readings()
    assert plug.joules is None
    assert "graded" in plug.why
    assert gpu.joules is not None
