from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from prony.errors import SandboxError
from prony.grading.toolchains import missing_toolchains
from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Toolchain, Workspaces, open_sandbox
from prony.sandbox.backends import settled
from prony.sandbox.backends.bubblewrap import explain
from prony.sandbox.backends.landlock import LEAST_VERSION
from prony.sandbox.backends.places import PathNames
from prony.sandbox.inside.landlock import kernel_version
from prony.sandbox.probe import probe
from prony.suites import load_suite


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


async def test_the_probe_of_landlock_finds_that_it_holds_and_says_what_it_lacks():
    if kernel_version() < LEAST_VERSION:
        pytest.skip("this kernel has no Landlock, or too old a one")
    found = await probe("landlock")
    assert found.works, [check for check in found.checks if not check.holds]
    assert any("network" in lack for lack in found.lacks)


async def test_landlock_gives_no_network_and_no_workspace():
    if kernel_version() < LEAST_VERSION:
        pytest.skip("this kernel has no Landlock, or too old a one")
    async with open_sandbox("landlock", slots=1) as sandbox:
        with pytest.raises(SandboxError) as caught:
            async with sandbox.scene(network=True):
                pass
    assert caught.value.code == "E416"
    with pytest.raises(SandboxError) as caught:
        Workspaces("landlock")
    assert caught.value.code == "E431"


def test_tasks_that_a_backend_cannot_run_are_missing_with_the_reason():
    suite = load_suite("sql")
    told = missing_toolchains(suite.tasks[:3], backend="landlock")
    assert len(told) == 3
    assert all("landlock" in why or "no toolchain" in why for why in told.values())


def test_a_toolchain_that_needs_mounts_is_refused_where_there_are_none():
    chain = Toolchain(id="php", version="1", digest="", binary="/x", needs_mounts=True)
    with pytest.raises(SandboxError) as caught:
        settled("landlock", chain)
    assert caught.value.code == "E418"
    assert settled("bubblewrap", chain) == chain


def test_paths_are_real_without_mounts_and_the_slots_where_they_are_shown():
    chain = Toolchain(
        id="x",
        version="1",
        digest="",
        binary="/here/x/bin/x",
        binds=(("/here/x", "/opt/x"),),
        commands={"x": ("/opt/x/bin/x", "-I/opt/x/lib:/tmp/x")},
        env={"X_HOME": "/opt/x"},
    )
    found = settled("bare", chain)
    assert (found.commands["x"][0], found.env) == ("/here/x/bin/x", {"X_HOME": "/here/x"})
    names = PathNames("/tmp/prony-confined-a", [found], "/cache/inside", ("work", "tests", "tmp"))
    assert names.place(found.commands["x"][1]) == "-I/here/x/lib:{room:tmp}/x"
    assert names.place("/opt/prony/calls.mjs") == "/cache/inside/calls.mjs"
    assert names.shown(b"/tmp/prony-confined-a/7/1f/work/a.py /here/x/lib") == b"/work/a.py /opt/x/lib"


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
