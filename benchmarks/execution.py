"""What executing programs costs: 164 small programs of HumanEval's shape, ours and four peers; and compiled languages.

    python benchmarks/execution.py [--json] [--workers 2] [--no-peers]

ours       each program with its test in a slot, fully isolated: `sandbox.run`
level A    each program's function called with each input from outside, and compared here: nothing expected goes in
pure       `exec` of the same programs in one process, no isolation: its CPU over the workers, the limit of any harness
peers      human-eval, bigcode, EvalPlus and LiveCodeBench, each as its own code runs a program, without isolation

`vs_X` says how many times as fast as a peer we are at the same work: human-eval and bigcode against ours, EvalPlus and
LiveCodeBench (calls with inputs) against level A; `vs_pure_exec` how many times as long as the limit ours takes. A peer
that does not install is null, with a line why. Every second run counts, after one that warms up. `cpu_vs_X` says the
same of the CPU that all processes took together, which other work on the machine changes less than the time.

compile_run_ms_X   a small program of that language, compiled anew and run once, in slots; 0.0 where it is not here
X_vs_bare          that, as a multiple of the same compiler and program outside of any sandbox
kept_ms            a compilation of sources that were compiled before: out of the cache
floor_run_ms       one run of a compiled program that does nothing, laid in as data
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "support"))

import psutil
from peers import PEERS, time_of
from small_programs import SmallProgram, small_programs

from prony.config import cache_dir
from prony.grading.selftest import samples_for
from prony.nouns import Verdict
from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox, trusted
from prony.sandbox.toolchains import Toolchain

LANGUAGES = {"rust": "rust", "go": "go", "java": "java", "cpp": "cpp", "ts": "typescript"}
ROUNDS = 7
STDIN = b"6 7\n"


def pure_s(programs: list[SmallProgram]) -> float:
    """CPU of all programs in this process, the least of three."""
    times = []
    for _ in range(3):
        began = time.process_time()
        for one in programs:
            exec(f"{one.source}\n{one.test}\ncheck({one.entry})", {})
        times.append(time.process_time() - began)
    return min(times)


async def whole(sandbox: Sandbox, one: SmallProgram) -> bool:
    source = f"{one.source}\n{one.test}\ncheck({one.entry})\n"
    ended = await sandbox.run(Program(argv=("python3", "main.py"), files={"main.py": source.encode()}))
    return ended.verdict is Verdict.PASS


async def called(sandbox: Sandbox, one: SmallProgram) -> bool:
    program = Program(module="lib.py", files={"lib.py": one.source.encode()})
    async with sandbox.session(program) as session:
        for arguments, expected in zip(one.inputs, one.expected, strict=True):
            reply = await session.call(one.entry, arguments)
            if reply.verdict is not Verdict.PASS or reply.error is not None or reply.value != expected:
                return False
    return True


def cpu_s() -> float:
    """CPU seconds of this process and all below it, with those that ended and were waited for."""
    own = psutil.Process()
    total = 0.0
    for process in (own, *own.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            total += sum(process.cpu_times()[:4])
    return total


async def all_of(work: Any, sandbox: Sandbox, programs: list[SmallProgram], workers: int) -> tuple[float, float]:
    """Wall and CPU seconds of every program, `workers` at a time."""
    waiting = iter(programs)

    async def worker() -> None:
        for one in waiting:
            assert await work(sandbox, one), one.name

    began, cpu = time.perf_counter(), cpu_s()
    await asyncio.gather(*(worker() for _ in range(workers)))
    return time.perf_counter() - began, cpu_s() - cpu


async def ours(programs: list[SmallProgram], workers: int) -> dict[str, float]:
    found: dict[str, list[float]] = {"wall_s": [], "cpu_s": [], "level_a_s": [], "level_a_cpu_s": []}
    async with open_sandbox(slots=workers) as sandbox:
        for _ in range(4):
            wall, cpu = await all_of(whole, sandbox, programs, workers)
            found["wall_s"].append(wall)
            found["cpu_s"].append(cpu)
            wall, cpu = await all_of(called, sandbox, programs, workers)
            found["level_a_s"].append(wall)
            found["level_a_cpu_s"].append(cpu)
    return {name: statistics.median(values[1:]) for name, values in found.items()}


def peers(programs: list[SmallProgram], workers: int, numbers: dict[str, float | None]) -> list[str]:
    """Fill in `vs_X`; gives a line for each peer that cannot be compared."""
    given = [one._asdict() for one in programs]
    notes = []
    for peer in PEERS:
        found = time_of(peer, given, workers)
        whole_programs = peer.name in ("human_eval", "bigcode")
        against = numbers["wall_s" if whole_programs else "level_a_s"]
        against_cpu = numbers["cpu_s" if whole_programs else "level_a_cpu_s"]
        numbers[f"{peer.name}_s"] = found.wall_s
        numbers[f"vs_{peer.name}"] = found.wall_s / against if found.wall_s and against else None
        numbers[f"cpu_vs_{peer.name}"] = found.cpu_s / against_cpu if found.cpu_s and against_cpu else None
        if found.why:
            notes.append(f"{peer.name}: {found.why}")
        elif found.passed != len(programs):
            notes.append(f"{peer.name}: only {found.passed} of {len(programs)} pass there")
    return notes


async def compiled(numbers: dict[str, float | None]) -> None:
    for name, toolchain in LANGUAGES.items():
        chain = find_toolchain(toolchain)
        samples = samples_for(toolchain)
        if chain is None or samples is None or chain.compile is None:
            numbers[f"compile_run_ms_{name}"], numbers[f"{name}_vs_bare"] = 0.0, None
            continue
        files = samples[1]["hello"]
        async with open_sandbox(slots=1, toolchains=(toolchain,)) as sandbox:
            inside, runs, outside = [], [], []
            for number in range(ROUNDS + 1):
                both, run = await in_slot(sandbox, chain, files)
                bare = beside(chain, files)
                if number:
                    inside.append(both)
                    runs.append(run)
                    outside += [bare] if bare is not None else []
            numbers.setdefault("kept_ms", await kept(sandbox, chain, files) * 1000)
        numbers[f"compile_run_ms_{name}"] = statistics.median(inside) * 1000
        numbers[f"{name}_vs_bare"] = statistics.median(inside) / statistics.median(outside) if outside else None
        if name in ("rust", "go", "cpp"):
            least = numbers.get("floor_run_ms") or 1e9
            numbers["floor_run_ms"] = min(least, statistics.median(runs) * 1000)


async def in_slot(sandbox: Sandbox, chain: Toolchain, files: dict[str, bytes]) -> tuple[float, float]:
    """Seconds of compiling and running, and of running alone."""
    assert chain.compile is not None
    module = next(iter(files))
    words = chain.compile.arguments(chain.compile.program, module=module, folder=".")
    began = time.perf_counter()
    built = await sandbox.build(chain.id, files, words, keep=False)
    assert built.verdict is Verdict.PASS, built.said
    middle = time.perf_counter()
    program = Program(toolchain=chain.id, files={**files, **built.files}, argv=chain.argv(module), stdin=STDIN)
    ended = await sandbox.run(program)
    assert ended.stdout.split() == [b"42"], ended
    return time.perf_counter() - began, time.perf_counter() - middle


async def kept(sandbox: Sandbox, chain: Toolchain, files: dict[str, bytes]) -> float:
    """Seconds of a compilation that is in the cache."""
    assert chain.compile is not None
    words = chain.compile.arguments(chain.compile.program, module=next(iter(files)), folder=".")
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        built = await sandbox.build(chain.id, files, words)
        times.append(time.perf_counter() - began)
    assert built.kept
    return statistics.median(times[1:])


def beside(chain: Toolchain, files: dict[str, bytes]) -> float | None:
    """Seconds of the same compiler and the same program, started plainly on this machine; None where it does not."""
    module = next(iter(files))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, data in files.items():
            (work / name).write_bytes(data)
        (work / "out").mkdir()
        env = {"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
        env |= {name: here(chain, value) for name, value in chain.env.items()} | BARE_ENV
        began = time.perf_counter()
        if subprocess.run(bare_compiler(chain, files), cwd=work, env=env, capture_output=True).returncode:
            return None
        taken = time.perf_counter() - began
        for made in (work / "out").iterdir():
            shutil.move(made, work / made.name)
        first, *rest = chain.argv(module)
        start = [here(chain, word) for word in chain.commands.get(first, (first,))]
        began = time.perf_counter()
        ended = subprocess.run([*start, *rest], cwd=work, env=env, capture_output=True, input=STDIN)
        return taken + time.perf_counter() - began if ended.stdout.split() == [b"42"] else None


ZIG_CACHE = str(cache_dir() / "benchmarks" / "zig")
BARE_ENV = {"ZIG_GLOBAL_CACHE_DIR": ZIG_CACHE, "ZIG_LOCAL_CACHE_DIR": ZIG_CACHE}


def bare_compiler(chain: Toolchain, files: dict[str, bytes]) -> list[str]:
    """The command line that compiles outside of a slot. Of C++ it is the plain one, with zig's own cache."""
    module = next(iter(files))
    assert chain.compile is not None
    if chain.id == "cpp":
        plain = ("c++", "-O2", "-std=gnu++20", "-fno-sanitize=undefined", module, "-o", "out/program")
        return [chain.binary, *plain]
    words = chain.compile.arguments(chain.compile.program, module=module, folder=".")
    added = chain.compile.choose(files) if chain.compile.choose is not None else ()
    command = [here(chain, word) for word in (*chain.commands[chain.compile.command], *words, *added)]
    return [word for word in command if not word.startswith("@")]


def here(chain: Toolchain, word: str) -> str:
    """A word of a command in a slot, with the paths of this machine."""
    for source, inside in (*chain.binds, (str(Path(trusted.__file__).with_name("inside")), trusted.INSIDE)):
        word = word.replace(inside, source)
    return word.replace("{heap_mb}", "256")


def measure(workers: int, with_peers: bool) -> tuple[dict[str, float | None], list[str]]:
    programs = small_programs()
    numbers: dict[str, float | None] = dict(asyncio.run(ours(programs, workers)))
    wall_s, limit_s = numbers["wall_s"], pure_s(programs) / workers
    assert wall_s is not None
    numbers |= {"exec_per_s": len(programs) / wall_s, "pure_s": limit_s, "vs_pure_exec": wall_s / limit_s}
    numbers["cpu_vs_pure_exec"] = (numbers["cpu_s"] or 0.0) / (limit_s * workers)
    notes = peers(programs, workers, numbers) if with_peers else []
    asyncio.run(compiled(numbers))
    return numbers, notes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-peers", action="store_true", help="without other harnesses, which are fetched once")
    options = parser.parse_args()
    numbers, notes = measure(options.workers, not options.no_peers)
    for note in notes:
        print(note, file=sys.stderr)
    if options.json:
        print(json.dumps({name: None if value is None else round(value, 4) for name, value in numbers.items()}))
        return
    for name, value in numbers.items():
        print(f"{name:24} {'--' if value is None else f'{value:10.3f}'}")


if __name__ == "__main__":
    main()
