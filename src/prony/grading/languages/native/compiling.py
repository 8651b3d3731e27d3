"""One binary of a submission and its tests, of which neither can read or take over the other's part.

The submission is compiled alone first. A file of tests is compiled with what it includes of the submission; its text
reaches the compiler over a pipe, so that no path leads to it, and what includes, embeds or assembles files finds none.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Mapping

from prony.grading.compiled import MOST_SAID, Compiled
from prony.grading.languages.native.objects import wrong_with
from prony.grading.languages.native.texts import HEADERS, SHOWN, SOURCES, included, names_of_tests, runner, unit
from prony.nouns import Verdict
from prony.sandbox import Built, Sandbox
from prony.sandbox.toolchains.native import beginning
from prony.suites.compose import overlay

_LACKING = "does not compile with the tests: something that they use is missing, or is not what they take it for"
_ABOUT_TESTS = re.compile(rf"{re.escape(SHOWN)}|<stdin>|undefined symbol|undefined reference|^>>>|p[0-9a-f]{{16}}")
_PRELUDE = b"#include <string>\n#include <vector>\n"
"""Headers that ours includes in C++."""


async def compile_tests(toolchain: str, tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """The test binary of a tree in C or C++ (`toolchain`: c or cpp)."""
    texts = {path: data.decode("utf-8", "replace") for path, data in tests.items()}
    sources = {path: text for path, text in texts.items() if path.endswith(SOURCES)}
    data = {path: content for path, content in tests.items() if not path.endswith((*SOURCES, *HEADERS))}
    word, mask = f"p{secrets.token_hex(8)}", secrets.token_hex(8)
    names = [name for text in sources.values() for name in names_of_tests(text)]
    taken = set().union(*(included(text) for text in texts.values()))
    alone = {path: content for path, content in tree.items() if path not in taken or not path.endswith(SOURCES)}
    own = await sandbox.build(toolchain, alone, ("objects",))
    if own.verdict is not Verdict.PASS:
        return Compiled(verdict=own.verdict, said=own.said[:MOST_SAID])
    made = await asyncio.gather(
        *(_unit(toolchain, path, unit(path, text, texts, word), tree, sandbox) for path, text in sources.items()),
        _whole(toolchain, runner(names, word, mask), sandbox),
    )
    objects = {f"own{index}.o": content for index, content in enumerate(own.files.values())}
    for index, built in enumerate(made):
        if built.verdict is not Verdict.PASS:
            return Compiled(verdict=built.verdict, said=_without_tests(built.said))
        objects[f"test{index}.o"] = built.files["unit.o"]
    ours = f"test{len(made) - 1}.o"
    for name, content in objects.items():
        if name != ours and (why := wrong_with(content)):
            return Compiled(verdict=Verdict.COMPILE_ERROR, said=f"cannot be linked with tests: {why}")
    linked = await sandbox.build(toolchain, objects, ("link", f"{word}_start", *objects), keep=False)
    if linked.verdict is not Verdict.PASS:
        return Compiled(verdict=linked.verdict, said=_without_tests(linked.said))
    folder = f"b{secrets.token_hex(8)}"
    binaries = {f"{folder}/{path}": content for path, content in linked.files.items()}
    return Compiled(tree=overlay(tree, data), folder=folder, binaries=binaries)


async def _unit(toolchain: str, path: str, text: str, tree: Mapping[str, bytes], sandbox: Sandbox) -> Built:
    """A file of tests, compiled with what it includes of the tree; by the next standard where it takes that."""
    if path.endswith(".c"):
        ways = [("c", "gnu17", "-"), ("c", "gnu23", "-")]
    else:
        header = beginning(_PRELUDE + text.partition(f'#line 1 "{SHOWN}"\n')[2].encode())
        ways = [("c++", "gnu++20", header), ("c++", "gnu++23", "-")]
    words, newer = ways
    first = await sandbox.build(toolchain, tree, ("unit", *words), stdin=text.encode(), keep=False)
    if first.verdict is Verdict.PASS:
        return first
    second = await sandbox.build(toolchain, tree, ("unit", *newer), stdin=text.encode(), keep=False)
    return second if second.verdict is Verdict.PASS else first


async def _whole(toolchain: str, text: str, sandbox: Sandbox) -> Built:
    words = ("c", "gnu17") if toolchain == "c" else ("c++", "gnu++20")
    return await sandbox.build(toolchain, {}, ("whole", *words, "-"), stdin=text.encode(), keep=False)


def _without_tests(said: str) -> str:
    """A compiler's words without those about tests, which may quote a hidden one, nor what is indented below them."""
    kept, about = [], False
    for line in said.splitlines():
        about = _ABOUT_TESTS.search(line) is not None or (about and line[:1].isspace())
        if not about:
            kept.append(line)
    return "\n".join(kept).strip()[:MOST_SAID] or _LACKING
