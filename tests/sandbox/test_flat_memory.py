"""Ten thousand executions leave the bench and its slot as large as they were."""

from __future__ import annotations

import asyncio
import gc

import psutil
import pytest

from prony.nouns import Verdict
from prony.sandbox import Program, Sandbox, open_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXECUTIONS = 10_000
WARM = 1_000
MOST_GROWTH_BYTES = 2 << 20
PROGRAM = Program(argv=("python3", "main.py"), files={"main.py": b"print('x' * 1000)"})
SENDS = Program(argv=("python3", "main.py"), files={"main.py": b"import socket; socket.create_server(('', 0))"})
MODULE = Program(module="lib.py", files={"lib.py": b"def double(n):\n    return [n, n]"})


async def execute(sandbox: Sandbox, count: int) -> None:
    """Of twenty, eighteen run, one uses its network, and one is called three times."""
    for number in range(count):
        if number % 20 == 1:
            async with sandbox.session(MODULE) as session:
                for value in ("a", "b", "c"):
                    assert (await session.call("double", [value])).value == [value, value]
        else:
            ended = await sandbox.run(SENDS if number % 20 == 2 else PROGRAM)
            assert ended.verdict is Verdict.PASS, ended


def sizes() -> dict[str, tuple[int, int]]:
    """Resident bytes and open descriptors of the bench, and of the slot's supervisor."""
    gc.collect()
    bench = psutil.Process()
    supervisors = [child for child in bench.children(recursive=True) if "supervisor.py" in " ".join(child.cmdline())]
    supervisor = min((child for child in supervisors if child.name() != "bwrap"), key=psutil.Process.create_time)
    return {
        name: (process.memory_info().rss, process.num_fds())
        for name, process in (("bench", bench), ("supervisor", supervisor))
    }


@pytest.mark.slow
async def test_ten_thousand_executions_take_no_memory_and_no_descriptor_for_good() -> None:
    async with open_sandbox(slots=1) as sandbox:
        await execute(sandbox, WARM)
        await asyncio.sleep(1)  # the next room waits, and nothing else
        before = sizes()
        await execute(sandbox, EXECUTIONS)
        await asyncio.sleep(1)
        after = sizes()
    for name, (memory_bytes, descriptors) in before.items():
        assert after[name][0] - memory_bytes < MOST_GROWTH_BYTES, (name, before, after)
        assert after[name][1] <= descriptors, (name, before, after)
    print(before, after)
