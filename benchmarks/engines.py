"""What the embedded engine costs: load, prefill, decode and memory, of a tape and of the catalog's cached weights; and
what it costs to list the models of a machine's disks.

    .venv/bin/python benchmarks/engines.py [--json] [--disk] [GGUF ...]

--disk: only the latter.

Keys of `--json`, for each model NAME: load_s_NAME, prefill_tokens_per_s_NAME, decode_tokens_per_s_NAME (the server's
own clock, one stream, default threads), rss_mb_NAME; and read_header_ms_NAME, discover_ms. Of disks:
models_first_ms_per_file (files with a vocabulary of 150,000 tokens and as many merges, none of them known, median of 3
looks), models_known_200_s (`prony models` as a process, with 200 known files and no engine, median of 5).
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from prony.engines import Embedded, cached, catalog, discover, read_gguf
from prony.engines.on_disk import StoreContext, look_on_disk
from prony.engines.on_disk.known_headers import KnownHeaders
from prony.http1.ask import post
from prony.references.tapes import Script, build_tape

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "support")]
PROMPT = "Explain, line by line, what this does:\n" + Path(__file__).read_text(encoding="utf-8")[:2400]
REPLY_TOKENS = 128
REPEATS = 3
NEW_FILES = 20
KNOWN_FILES = 200
KNOWN_REPEATS = 5


async def measure(name: str, path: Path) -> dict[str, float]:
    """One file: the median of `REPEATS` requests after one that is thrown away."""
    started = time.perf_counter()
    read_gguf(path)
    header_ms = 1e3 * (time.perf_counter() - started)
    async with Embedded(path, context=4096) as engine:
        prefill, decode = [], []
        for repeat in range(REPEATS + 1):
            body = {
                "messages": [{"role": "user", "content": f"{repeat} {PROMPT}"}],
                "max_tokens": REPLY_TOKENS,
                "temperature": 0,
                "ignore_eos": True,
            }
            answer = await post(f"{engine.base_url}/chat/completions", body, key=engine.key, timeout_s=600)
            assert answer is not None
            assert answer.status == 200, answer.text
            clock = answer.fields["timings"]
            prefill.append(1e3 * clock["prompt_n"] / clock["prompt_ms"])
            decode.append(1e3 * (clock["predicted_n"] - 1) / clock["predicted_ms"])
        rss = psutil.Process(engine.pid).memory_info().rss
        return {
            f"read_header_ms_{name}": header_ms,
            f"load_s_{name}": engine.load_s,
            f"prefill_tokens_per_s_{name}": statistics.median(prefill[1:]),
            f"decode_tokens_per_s_{name}": statistics.median(decode[1:]),
            f"rss_mb_{name}": rss / 1e6,
        }


def of_disks(scratch: Path) -> dict[str, float]:
    """What a first look takes for each file, and `prony models` where 200 are known."""
    from model_files import write_gguf

    for at in range(NEW_FILES):
        write_gguf(scratch / "new" / f"m{at}.gguf", name=f"m{at}", vocabulary=150_000, layers=32)
    for at in range(KNOWN_FILES):
        write_gguf(scratch / "known" / f"m{at}.gguf", name=f"m{at}", vocabulary=1000, layers=32)
    first = []
    for look in range(REPEATS):
        started = time.perf_counter()
        new = look_on_disk(StoreContext({}, None, (scratch / "new",)), known=KnownHeaders(scratch / f"{look}.json"))
        first.append(1e3 * (time.perf_counter() - started) / new.read)
        assert new.read >= NEW_FILES
    (scratch / "prony.toml").write_text(f'[models]\npaths = ["{scratch / "known"}"]\n')
    environment = os.environ | {"HOME": str(scratch), "XDG_CACHE_HOME": str(scratch / "cache"), "OLLAMA_HOST": ""}
    known = []
    for _ in range(KNOWN_REPEATS + 1):
        started = time.perf_counter()
        done = subprocess.run(
            [str(Path(sys.executable).parent / "prony"), "models", "--json"],
            cwd=scratch,
            env=environment,
            capture_output=True,
            check=True,
        )
        known.append(time.perf_counter() - started)
        assert len(json.loads(done.stdout)["on_disk"]) == KNOWN_FILES
    return {"models_first_ms_per_file": statistics.median(first), "models_known_200_s": statistics.median(known[1:])}


async def main() -> None:
    named = [(Path(one).stem, Path(one)) for one in sys.argv[1:] if not one.startswith("--")]
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        found |= of_disks(Path(scratch))
    if "--disk" not in sys.argv:
        found |= await of_engines(named)
    if "--json" in sys.argv:
        print(json.dumps({key: round(value, 3) for key, value in found.items()}))
        return
    for key, value in found.items():
        print(f"{key:<50} {value:12.2f}")


async def of_engines(named: list[tuple[str, Path]]) -> dict[str, float]:
    """The embedded engine with each file, and how long it takes to find other engines."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        tape = Path(scratch) / "tape.gguf"
        loop = Script(phrase="", text="and so it goes, line after line\n", loops=True)
        build_tape(tape, [], default=loop)
        weights = named or [(one.name, path) for one in catalog() if (path := cached(one.name))]
        for name, path in [("tape", tape), *weights]:
            found |= await measure(name, path)
    started = time.perf_counter()
    await discover(environ={})
    found["discover_ms"] = 1e3 * (time.perf_counter() - started)
    return found


asyncio.run(main())
