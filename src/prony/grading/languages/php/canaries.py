"""Negative controls for tests in PHP: plain ones, and the suite's own once more, failing at their end or a value."""

from __future__ import annotations

import random
import re
import secrets

from prony.grading.canaries import MOST_TURNED, Canaries, random_name

_LOADS = re.compile(r"^[ \t]*(?:require|include)(?:_once)?\b[^;]*;", re.MULTILINE)
_TEST = re.compile(r"^([ \t]*)test\([ \t]*(['\"])(.+?)\2[ \t]*,")
_EXPECTED = re.compile(r"^([ \t]*)(assert(?:Same|Equals)\([ \t]*)(-?\d+(?:\.\d+)?|'[^'\\\n]*')([ \t]*,.*)$")
WAYS = {
    "assertSame": "\\assertSame({n}, {m})",
    "assertNotSame": "\\assertNotSame({n}, {n})",
    "assertEquals": "\\assertEquals({n}, {m})",
    "assertNotEquals": "\\assertNotEquals({n}, {n})",
    "assertEqualsWithDelta": "\\assertEqualsWithDelta({n}, {m}, 0.5)",
    "assertThat": "\\assertThat({n} === {m})",
    "assertTrue": "\\assertTrue({n} === {m})",
    "assertFalse": "\\assertFalse({n} === {n})",
    "assertNull": "\\assertNull({n})",
    "assertNotNull": "\\assertNotNull(null)",
    "assertEmpty": "\\assertEmpty([{n}])",
    "assertCount": "\\assertCount(2, [{n}])",
    "assertContains": "\\assertContains({m}, [{n}])",
    "assertArrayHasKey": "\\assertArrayHasKey({n}, [])",
    "assertInstanceOf": "\\assertInstanceOf(\\ArrayObject::class, {n})",
    "assertGreaterThan": "\\assertGreaterThan({m}, {n})",
    "assertLessThan": "\\assertLessThan({n}, {m})",
    "assertStringContainsString": "\\assertStringContainsString('{m}', '{n}')",
    "assertMatchesRegularExpression": "\\assertMatchesRegularExpression('/^{m}$/', '{n}')",
    "assertThrows": "\\assertThrows(\\LogicException::class, fn () => {n})",
    "fail(": "\\fail('{n}')",
    "assert(": "\\assert({n} === {m})",
}
"""How a test can fail, by a word that stands in a file whose tests may fail so."""


def php_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for tests in PHP: plain ones beside the suite's, and two copies of each file.

    A file runs under a random name, as its copies do, and its tests end in a comparison as theirs do.
    """
    files, ids = dict[str, bytes](), list[str]()
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in tests):
        # What tests load, they may name from where they lie.
        beside = {path: source for path, source in tests.items() if path.rpartition("/")[0] == folder}
        plain, names = _plain(beside, module)
        files |= plain
        ids += names
    renamed, prefixes, copied = dict[str, str](), dict[str, str](), dict[str, tuple[str, ...]]()
    for path, source in tests.items():
        text = source.decode("utf-8", "replace")
        own, copy = _beside(path), _beside(path)
        files[own] = _ending(text, fails=False)
        renamed[path], prefixes[f"{path} > "] = own, f"{own} > "
        files[copy] = _ending(text, fails=True)
        copied[f"{path} > "] = (f"{copy} > ",)
        turned, names = _turned(text)
        if names:
            other = _beside(path)
            files[other] = _ending(turned, fails=False)
            ids += [f"{other} > {name}" for name in names]
    return Canaries(
        files=files,
        ids=tuple(ids),
        renamed=renamed,
        prefixes=prefixes,
        copied=copied,
    )


def _beside(path: str) -> str:
    """A random name for a file of tests in the folder of `path`."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}test_{random_name()}.php"


def _ending(text: str, *, fails: bool) -> bytes:
    number = secrets.randbelow(10**9) + 1
    body = f"\\Prony\\Harness\\Suite::ends({number}, {number + 1 if fails else number});\n"
    closed = text.rstrip().endswith("?>")
    return f"{text.rstrip()}\n{'<?php ' if closed else ''}{body}".encode()


def _plain(tests: dict[str, bytes], module: str) -> tuple[dict[str, bytes], list[str]]:
    """A file with a control for each way to fail that the tests use, and one for an error."""
    name, label = _beside(next(iter(tests))), random_name()
    text = "\n".join(source.decode("utf-8", "replace") for source in tests.values())
    loads = "\n".join(dict.fromkeys(found.strip() for found in _LOADS.findall(text))) or f"require '{module}';"
    number = secrets.randbelow(10**9) + 1
    used = [way for word, way in WAYS.items() if word in text]
    ways = ["throw new \\LogicException('{n}')", WAYS["assertSame"], *used]
    lines = [way.format(n=number, m=number + 1) for way in dict.fromkeys(ways)]
    body = "\n".join(f"\\test('{label} {i}', function () {{ {line}; }});" for i, line in enumerate(lines))
    ids = [f"{name} > {label} {index}" for index in range(len(lines))]
    return {name: _ending(f"<?php\n\n{loads}\n\n{body}\n", fails=False)}, ids


def _turned(text: str) -> tuple[str, list[str]]:
    """A file of which some tests expect another value, and the names of those. Only a statement of the test's own body
    that nothing before it can leave is sure to be reached."""
    lines = text.split("\n")
    places: dict[str, list[int]] = {}
    name, indent, left = "", "", False
    for index, line in enumerate(lines):
        if (found := _TEST.match(line)) is not None:
            indent, name, left = found[1], found[3], "\\" in found[3]
        elif name and line.startswith(f"{indent}}}"):
            name = ""
        elif re.search(r"\b(?:return|skip|continue|break)\b", line):
            left = True
        elif name and not left and (found := _EXPECTED.match(line)) and found[1] == f"{indent}    ":
            places.setdefault(name, []).append(index)
    chosen = random.SystemRandom().sample(sorted(places), min(len(places), MOST_TURNED))
    for name in chosen:
        index = secrets.choice(places[name])
        found = _EXPECTED.match(lines[index])
        assert found is not None
        lines[index] = f"{found[1]}{found[2]}{_something_else(found[3])}{found[4]}"
    return "\n".join(lines), chosen


def _something_else(literal: str) -> str:
    if literal.startswith("'"):
        return f"'{random_name()}'"
    return f"{literal}{secrets.randbelow(900) + 100}" if "." not in literal else f"{secrets.randbelow(10**6)}.25"
