from __future__ import annotations

import asyncio

from prony.bench.phases import GENERATE, GRADE, Phases


async def overlap(phases: Phases, plan: list[tuple[str, float]], *, shares_cpu: bool) -> bool:
    """Whether a holder of one phase ever met a holder of the other."""
    inside: set[str] = set()
    met = False

    async def one(phase: str, seconds: float) -> None:
        nonlocal met
        async with phases.hold(phase, alone=shares_cpu or phase == GRADE):
            inside.add(phase)
            met = met or len(inside) > 1
            await asyncio.sleep(seconds)
            met = met or len(inside) > 1
            counts[phase] -= 1
            if not counts[phase]:
                inside.discard(phase)

    counts = {phase: sum(p == phase for p, _ in plan) for phase in (GENERATE, GRADE)}
    await asyncio.gather(*(one(*step) for step in plan))
    return met


async def test_generating_and_grading_take_turns_where_they_share_the_cpu():
    steps = [(GENERATE, 0.01), (GRADE, 0.01)] * 10
    phases = Phases()
    seen: list[str] = []

    async def one(phase: str) -> None:
        async with phases.hold(phase):
            seen.append(phase)
            assert len(set(seen)) == 1
            await asyncio.sleep(0.001)
            seen.remove(phase)

    await asyncio.gather(*(one(phase) for phase, _ in steps))


async def test_holders_of_one_phase_do_not_wait_for_each_other():
    phases = Phases()
    together = asyncio.Barrier(3)

    async def one() -> None:
        async with phases.hold(GENERATE):
            await asyncio.wait_for(together.wait(), 5)

    await asyncio.gather(one(), one(), one())


async def test_a_waiting_grader_is_not_starved_by_generators_that_keep_coming():
    phases = Phases()
    order: list[str] = []
    release = asyncio.Event()

    async def one(phase: str, name: str) -> None:
        async with phases.hold(phase):
            order.append(name)
            await release.wait()

    tasks = []
    for phase, name in ((GENERATE, "g1"), (GRADE, "grade"), (GENERATE, "g2")):
        tasks.append(asyncio.create_task(one(phase, name)))
        for _ in range(10):
            await asyncio.sleep(0)
    release.set()
    await asyncio.gather(*tasks)
    assert order == ["g1", "grade", "g2"]


async def test_one_worker_that_comes_back_at_once_lets_a_waiting_grader_go_first():
    phases = Phases()
    order: list[str] = []
    graders: list[asyncio.Task[None]] = []

    async def grade(name: str) -> None:
        async with phases.hold(GRADE):
            order.append(name)

    async def worker() -> None:
        for turn in range(3):
            async with phases.hold(GENERATE):
                order.append(f"generate {turn}")
                graders.append(asyncio.create_task(grade(f"grade {turn}")))
                await asyncio.sleep(0)  # as a reply that takes a while: the grader before this one is waiting by now

    await worker()
    await asyncio.gather(*graders)
    assert order == [f"{phase} {turn}" for turn in range(3) for phase in (GENERATE, GRADE)]


async def test_phases_overlap_where_the_engine_is_elsewhere():
    assert await overlap(Phases(), [(GENERATE, 0.02), (GRADE, 0.02)], shares_cpu=False)


async def test_and_not_where_it_is_here():
    assert not await overlap(Phases(), [(GENERATE, 0.02), (GRADE, 0.02)], shares_cpu=True)


async def test_a_cancelled_waiter_leaves_no_trace():
    phases = Phases()
    async with phases.hold(GENERATE):
        waiter = asyncio.create_task(phases.hold(GRADE).__aenter__())
        for _ in range(10):
            await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.gather(waiter, return_exceptions=True)
        async with asyncio.timeout(1), phases.hold(GENERATE):
            pass
