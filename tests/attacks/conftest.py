"""A sandbox to attack, and proof after every attack that its slot is still healthy and nothing was left behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Reply, Sandbox, open_sandbox

TIGHT = Limits(cpu_s=1.0, wall_s=4.0, memory_mb=128, processes=32, output_bytes=1 << 16, disk_mb=8)
HELPERS = """
import ctypes, errno, os, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def tell(name, attempt):
    try:
        print(name, attempt(), flush=True)
    except BaseException as error:
        print(name, errno.errorcode.get(getattr(error, "errno", None), type(error).__name__), flush=True)
def syscall(*arguments):
    ctypes.set_errno(0)
    result = libc.syscall(*arguments)
    return errno.errorcode[ctypes.get_errno()] if result < 0 else result
"""


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=["bubblewrap", pytest.param("landlock", marks=pytest.mark.slow)]
)
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """One slot for a whole file: each attack finds it as the one before left it."""
    async with open_sandbox(request.param, slots=1, toolchains=("python", "node")) as opened:
        yield opened


Attack = Callable[..., Awaitable[Execution]]


@pytest_asyncio.fixture(loop_scope="module")
async def attack(sandbox: Sandbox) -> AsyncIterator[Attack]:
    """Run a hostile Python program; afterwards the same slot must still work."""

    async def run(code: str, limits: Limits = TIGHT, **fields: object) -> Execution:
        program = Program(argv=("python3", "a.py"), files={"a.py": (HELPERS + code).encode()}, limits=limits, **fields)
        return await sandbox.run(program)

    yield run
    await assert_healthy(sandbox)


@pytest_asyncio.fixture(loop_scope="module")
async def ask(sandbox: Sandbox) -> AsyncIterator[Callable[..., Awaitable[Reply]]]:
    """Load a hostile module and call its `f`; afterwards the same slot must still work."""

    async def call(
        code: str, *args: object, module: str = "m.py", limits: Limits = TIGHT, awaits: bool = False
    ) -> Reply:
        toolchain = "node" if module.endswith(".mjs") else "python"
        files = {module: code.encode()}
        program = Program(toolchain=toolchain, module=module, files=files, limits=limits)
        async with sandbox.session(program) as session:
            return await session.call("f", list(args), awaits=awaits)

    yield call
    await assert_healthy(sandbox)


async def assert_healthy(sandbox: Sandbox) -> None:
    ended = await sandbox.run(Program(argv=("python3", "a.py"), files={"a.py": b"print(6 * 7)"}))
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"42\n")
