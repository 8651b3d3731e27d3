"""What the embedded engine costs: load, prefill, decode and memory, of a tape and of the catalog's cached weights.

    .venv/bin/python benchmarks/engines.py [--json] [GGUF ...]

Keys of `--json`, for each model NAME: load_s_NAME, prefill_tokens_per_s_NAME, decode_tokens_per_s_NAME (the server's
own clock, one stream, default threads), rss_mb_NAME; and read_header_ms_NAME, discover_ms.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from prony.engines import Embedded, cached, catalog, discover, read_gguf
from prony.http1.ask import post
from prony.references.tapes import Script, build_tape

PROMPT = "Explain, line by line, what this does:\n" + Path(__file__).read_text(encoding="utf-8")[:2400]
REPLY_TOKENS = 128
REPEATS = 3


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


async def main() -> None:
    named = [(Path(one).stem, Path(one)) for one in sys.argv[1:] if one != "--json"]
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
    if "--json" in sys.argv:
        print(json.dumps({key: round(value, 3) for key, value in found.items()}))
        return
    for key, value in found.items():
        print(f"{key:<50} {value:12.1f}")


asyncio.run(main())
