"""Java: `assert` in a `main` of class Problem, which becomes a test of JUnit in a class that inherits from it."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.translations.translation import (
    MultiPlERow,
    TranslatedTask,
    asks,
    between,
    suite_files,
)

_ASSERTION = re.compile(r"^([ \t]*)assert\((.*)\);[ \t]*$", re.MULTILINE)
_TUPLES = "import org.javatuples.*;\n"
_TUPLE = re.compile(r"\b(?:Unit|Pair|Triplet|Quartet|Quintet|Sextet)(?:\.with\(|<)")
_IMPORT = re.compile(r"^import [\w.*]+;[ \t]*\n", re.MULTILINE)


class JavaTranslation:
    """Java."""

    languages = ("java",)
    fence = "java"

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of one test."""
        if _TUPLE.search(row.prompt) or _TUPLE.search(row.tests):
            raise ValueError("it wants the library javatuples, which is not here")
        prompt = row.prompt.replace(_TUPLES, "")
        body = between(row.tests, "public static void main(String[] args) {\n", "}\n\n}")
        asserted, count = _ASSERTION.subn(r"\1Assertions.assertTrue(\2);", body)
        if not count or "class Problem" not in prompt:
            raise ValueError("its tests are in another form")
        head = "".join(_IMPORT.findall(prompt))
        test = (
            f"{head}import org.junit.jupiter.api.Assertions;\nimport org.junit.jupiter.api.Test;\n\n"
            "class ProblemTest extends Problem {\n    @Test\n    void right() throws Exception {\n"
            f"{asserted}    }}\n}}\n"
        )
        return TranslatedTask(
            answer="Problem.java",
            request=asks("Java", "the method of class `Problem`"),
            prompt=prompt,
            tests=suite_files("ProblemTest.java", test, ["ProblemTest.right"]),
            prony={"limits": {"cpu_s": 30, "wall_s": 60, "memory_mb": 2048, "processes": 1024}},
        )


TRANSLATION = JavaTranslation()
