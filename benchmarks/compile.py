"""What compiling costs: a small Go program from source to binary in a slot, again from the cache, and one run of it.

compile_ms_p50   a program that was never compiled before: slot, compiler, linker, the binary copied out
kept_ms_p50      the same sources again: from the cache
run_ms_p50       one run of the compiled program, with the binary laid in as data
stock_s          with --stock: the common part of the standard library, compiled into an empty cache
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import statistics
import sys
import tempfile
import time

from prony.nouns import Verdict
from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox

ROUNDS = 40
PROGRAM = ("-o", "out/program", "-main", ".")
SOURCE = """package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	counts := map[string]int{}
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		for _, word := range strings.Fields(scanner.Text()) {
			counts[word]++
		}
	}
	words := []string{}
	for word := range counts {
		words = append(words, word)
	}
	sort.Strings(words)
	for _, word := range words {
		fmt.Println(word, counts[word])
	}
}
"""


async def measure(rounds: int, stock: bool) -> dict[str, float]:
    numbers: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as cache:
        if stock:
            os.environ["XDG_CACHE_HOME"] = cache
        began = time.perf_counter()
        async with open_sandbox(slots=1, toolchains=("go",)) as sandbox:
            if stock:
                numbers["stock_s"] = time.perf_counter() - began
            walls = [await _round(sandbox, f"{SOURCE}// {time.time_ns()} {number}\n") for number in range(rounds + 3)]
    names = ("compile_ms_p50", "kept_ms_p50", "run_ms_p50")
    return {**dict(zip(names, map(statistics.median, zip(*walls[3:], strict=True)), strict=True)), **numbers}


async def _round(sandbox: Sandbox, source: str) -> tuple[float, float, float]:
    files = {"main.go": source.encode()}
    moments = [time.perf_counter()]
    for kept in (False, True):
        built = await sandbox.build("go", files, PROGRAM)
        assert (built.verdict, built.kept) == (Verdict.PASS, kept), built.said
        moments.append(time.perf_counter())
    ended = await sandbox.run(
        Program(toolchain="go", files=built.files, argv=("./program",), stdin=b"to be or not to be\n")
    )
    assert ended.stdout == b"be 2\nnot 1\nor 1\nto 2\n", ended
    moments.append(time.perf_counter())
    first, second, run = ((after - before) * 1000 for before, after in itertools.pairwise(moments))
    return first, second, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="programs to compile")
    parser.add_argument("--stock", action="store_true", help="also time the standard library, into an empty cache")
    options = parser.parse_args()
    if find_toolchain("go") is None:
        print("no Go on this machine: nothing to measure", file=sys.stderr)
        numbers: dict[str, float] = {}
    else:
        numbers = asyncio.run(measure(options.rounds, options.stock))
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in numbers.items()}))
        return
    for name, value in numbers.items():
        print(f"{name:20} {value:9.2f}")


if __name__ == "__main__":
    main()
