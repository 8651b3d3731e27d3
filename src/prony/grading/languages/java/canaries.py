"""Negative controls for JUnit: plain ones in the classes of the tests themselves, and a copy of each test.

Plain ones fail in ways that a file's own tests use, by the names that it uses, so that whatever stands in for a name
there is met. Copies are the tests themselves, which the runner has fail at their end.
"""

from __future__ import annotations

import re
import secrets

from prony.grading.canaries import Canaries, random_name
from prony.languages import LANGUAGES
from prony.languages.scan import code_of

COPY = "!"
"""How the id of a copy begins."""
MOST_PLAIN = 3
"""Plain controls for one file: each is a JVM."""
_PACKAGE = re.compile(r"^[ \t]*package[ \t]+([\w.]+)[ \t]*;", re.MULTILINE)
_USED = re.compile(r"\b((?:Assertions\s*\.\s*)?)(assert[A-Z]\w*|fail)\s*\(")
_IMPORTED = re.compile(
    r"^[ \t]*import[ \t]+static[ \t]+org\.junit\.jupiter\.api\.Assertions\.(\w+|\*)[ \t]*;", re.MULTILINE
)
_TYPE_IMPORTED = re.compile(r"^[ \t]*import[ \t]+org\.junit\.jupiter\.api\.(?:Assertions|\*)[ \t]*;", re.MULTILINE)
_FULL = "org.junit.jupiter.api."


def junit_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Controls for JUnit's test files: each file has plain ones added to its class; all tests have copies."""
    files: dict[str, bytes] = {}
    ids: list[str] = []
    for path, source in tests.items():
        added = _with_controls(path, source.decode("utf-8", "replace"))
        if added is not None:
            files[path], names = added[0].encode(), added[1]
            ids += names
    return Canaries(files=files, ids=tuple(ids), copied={"": (COPY,)})


def _with_controls(path: str, text: str) -> tuple[str, list[str]] | None:
    """A test file with controls in its class, and their ids; None where no class is named as the file is."""
    name = path.rpartition("/")[2].removesuffix(".java")
    code = code_of(text, LANGUAGES["java"].syntax)
    opened = re.search(rf"\bclass\s+{re.escape(name)}\b[^{{;]*\{{", code)
    if opened is None:
        return None
    package = _PACKAGE.search(code)
    prefix = f"{package[1]}." if package else ""
    methods = {random_name(): line for line in _ways(code)}
    # In one line, so that no line of the file is another than before.
    body = "".join(f" @{_FULL}Test void {method}() throws Exception {{ {line} }}" for method, line in methods.items())
    at = opened.end()
    return text[:at] + body + text[at:], [f"{prefix}{name}.{method}" for method in methods]


def _ways(code: str) -> list[str]:
    """Ways to fail: of those that the file uses, by the names that it uses, and of those that need none."""
    number = secrets.randbelow(10**9) + 1
    other = number + 1
    assertions = {
        "assertEquals": (
            f'assertEquals("{number}", "" + {other});',
            f"assertEquals({number}, Integer.valueOf({other}));",
        ),
        "assertTrue": (f"assertTrue({number} > {other});",),
        "assertFalse": (f"assertFalse({number} < {other});",),
        "assertNull": (f'assertNull("" + {number});',),
        "assertNotNull": ("assertNotNull(null);",),
        "assertSame": ("assertSame(new Object(), new Object());",),
        "assertNotEquals": (f"assertNotEquals({number}, {number});",),
        "assertArrayEquals": (f"assertArrayEquals(new int[] {{{number}}}, new int[] {{{other}}});",),
        "assertThrows": ("assertThrows(IllegalStateException.class, () -> {});",),
        "assertThrowsExactly": ("assertThrowsExactly(RuntimeException.class, () -> {});",),
        "assertDoesNotThrow": ("assertDoesNotThrow(() -> { throw new IllegalStateException(); });",),
        "assertIterableEquals": (f"assertIterableEquals(java.util.List.of({number}), java.util.List.of({other}));",),
        "assertInstanceOf": (f'assertInstanceOf(Integer.class, "" + {number});',),
        "assertLinesMatch": (f'assertLinesMatch(java.util.List.of("{number}"), java.util.List.of("{other}"));',),
        "assertAll": ("assertAll(() -> { throw new IllegalStateException(); });",),
        "fail": (f'fail("{number}");',),
    }
    imported = set(_IMPORTED.findall(code))
    lines = [f'throw new AssertionError("{number}");', f"{_FULL}Assertions.assertEquals({number}, {other});"]
    for qualifier, name in set(_USED.findall(code)):
        known = bool(_TYPE_IMPORTED.search(code)) if qualifier else bool({name, "*"} & imported)
        declared = re.search(rf"\b(?:void|boolean|int|<T>)\s+{name}\s*\(", code)
        if known and not declared:
            lines += [("Assertions." if qualifier else "") + line for line in assertions.get(name, ())]
    return secrets.SystemRandom().sample(lines, min(MOST_PLAIN, len(lines)))
