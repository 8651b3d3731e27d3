from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Program, open_sandbox
from prony.sandbox.backends.bubblewrap import explain
from prony.sandbox.probe import probe


async def test_bare_opens_only_with_consent():
    with pytest.raises(SandboxError) as caught:
        async with open_sandbox("bare"):
            pass
    assert caught.value.code == "E406"


@asynccontextmanager
async def bare(*toolchains: str):
    """A bare sandbox; root needs a cgroup for it, which not every machine gives."""
    try:
        async with open_sandbox("bare", slots=1, toolchains=toolchains, accept_untrusted=True) as sandbox:
            yield sandbox
    except SandboxError as error:
        if error.code != "E409":
            raise
        pytest.skip(str(error))


async def test_bare_runs_and_calls_and_says_what_it_is():
    async with bare("python", "node") as sandbox:
        assert sandbox.identity["sandbox"] == "bare (no isolation)"
        program = Program(argv=("python3", "a.py"), files={"a.py": b"print(6 * 7)"}, collect=("*.py",))
        ended = await sandbox.run(program)
        assert (ended.verdict, ended.stdout, set(ended.artifacts)) == (Verdict.PASS, b"42\n", {"a.py"})
        late = Program(argv=("python3", "-c", "import time; time.sleep(60)"), limits=Limits(wall_s=0.3))
        assert (await sandbox.run(late)).verdict is Verdict.TIMEOUT_WALL
        for toolchain, module, source in (
            ("python", "m.py", b"def f(x): return x + 1"),
            ("node", "m.mjs", b"export const f = (x) => x + 1"),
        ):
            async with sandbox.session(Program(toolchain=toolchain, module=module, files={module: source})) as session:
                assert (await session.call("f", [1])).value == 2


async def test_bare_lays_hidden_tests_where_the_environment_says():
    async with bare("python") as sandbox:
        code = b"import os; print(open(os.environ['PRONY_TESTS'] + '/t').read())"
        program = Program(argv=("python3", "/tests/run.py"), tests={"run.py": code, "t": b"hidden"})
        assert (await sandbox.run(program)).stdout == b"hidden\n"


async def test_an_unknown_backend_or_toolchain_is_an_error():
    for arguments, code in (({"backend": "chroot"}, "E408"), ({"toolchains": ("cobol",)}, "E410")):
        with pytest.raises(SandboxError) as caught:
            async with open_sandbox(**arguments):
                pass
        assert caught.value.code == code


async def test_the_probe_finds_that_everything_holds_here():
    found = await probe()
    assert found.works, [check for check in found.checks if not check.holds]
    assert {"sandbox", "python"} <= set(found.identity)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("bwrap: setting up uid map: Permission denied", "AppArmor"),
        ("bwrap: No permissions to create new namespace, likely because the kernel does not allow", "seccomp"),
        ("bwrap: Creating new namespace failed: Operation not permitted", "seccomp"),
        ("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths"),
    ],
)
def test_what_stands_in_the_way_is_named_with_a_way_out(words, hint):
    error = explain(words)
    assert error.code == "E402"
    assert hint in f"{error.cause} {error.hint}"
