"""C++: `assert` in a `main`, which becomes a test beside the file that is handed in, compiled apart from it."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.translations.translation import (
    MultiPlERow,
    TranslatedTask,
    asks,
    between,
    suite_files,
)

_CANDIDATE = re.compile(r"auto candidate = (\w+);")
_ASSERTION = re.compile(r"^([ \t]*)assert\((.*)\);[ \t]*$", re.MULTILINE)


class CppTranslation:
    """C++."""

    languages = ("cpp",)
    fence = "cpp"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of one test."""
        function = _CANDIDATE.search(row.tests)
        if function is None:
            raise ValueError("its tests name no candidate")
        body = between(row.tests, "int main() {\n", "}")
        asserted, count = _ASSERTION.subn(r"\1CHECK((\2));", body)
        if not count:
            raise ValueError("its tests assert nothing")
        test = f'{declarations(row.prompt, function[1])}\n#include "prony_test.h"\n\nTEST(right) {{\n{asserted}}}\n'
        return TranslatedTask(
            answer="solution.cpp",
            request=asks("C++", f"the function `{function[1]}`", "Write no `main`."),
            prompt=row.prompt,
            tests=suite_files("test_right.cpp", test, ["right"]),
            prony={"toolchain": "cpp", "limits": {"cpu_s": 20, "wall_s": 60, "memory_mb": 1024}},
        )


def declarations(prompt: str, function: str) -> str:
    """What a test must know of the file: its includes and types, and the function without its body. Raises ValueError
    where the prompt does not end in the function's head."""
    before, _, head = prompt.rstrip().rpartition("\n")
    if f"{function}(" not in head or not head.endswith("{"):
        raise ValueError("its prompt does not end in the head of the function")
    includes = [line for line in before.splitlines() if line.startswith("#include")]
    types = _types(before)
    return "\n".join([*includes, *types, f"{head.removesuffix('{').rstrip()};"])


def _types(text: str) -> list[str]:
    """The unions and structs that stand before the description, whole."""
    found, lines = [], iter(text.splitlines())
    for line in lines:
        if not re.match(r"(?:union|struct) \w+\s*\{", line):
            continue
        block = [line]
        for more in lines:
            block.append(more)
            if more.startswith("};"):
                break
        else:
            raise ValueError("a type in its prompt does not end")
        found.append("\n".join(block))
    return found


TRANSLATION = CppTranslation()
