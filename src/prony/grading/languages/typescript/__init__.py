"""TypeScript: JavaScript's tests and battery, of what the compiler makes of the submission and of the tests."""

from __future__ import annotations

import re
import secrets
from importlib.resources.abc import Traversable

import msgspec

from prony.grading.compiled import Compiled, build_tests
from prony.grading.languages import javascript
from prony.grading.languages.javascript.canaries import node_canaries
from prony.grading.languages.parts import Parts, Runner
from prony.languages import LANGUAGES
from prony.nouns import Verdict
from prony.sandbox import Sandbox
from prony.suites.compose import overlay

_EXPORTED = re.compile(
    r"^export\s+(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|enum)\s+(\w+)",
    re.MULTILINE,
)


def names(source: str) -> set[str]:
    """The names of values that a module exports where it defines them."""
    return set(_EXPORTED.findall(source))


async def compile_tests(tree: dict[str, bytes], tests: dict[str, bytes], sandbox: Sandbox) -> Compiled:
    """What is made of a submission and of its tests, which lie apart from it: their helpers may have names of its own.

    Both are made at once, since a module that awaits can only be imported by ES modules.
    """
    suffixes = LANGUAGES["typescript"].suffixes
    apart = "t" + secrets.token_hex(8)
    laid = {f"{apart}/{path}": data for path, data in tests.items()}
    compiled = await build_tests(
        "typescript", overlay(tree, laid), sandbox, about_a_test=re.compile(re.escape(f"{apart}/"))
    )
    if compiled.verdict is not Verdict.PASS:
        return compiled
    made = {path.partition("/")[2]: data for path, data in compiled.binaries.items()}
    own = {path: data for path, data in made.items() if not path.startswith(f"{apart}/")}
    plain = {path: data for path, data in laid.items() if not path.endswith(suffixes)}
    theirs = {path: data for path, data in made.items() if path.startswith(f"{apart}/")}
    return msgspec.structs.replace(compiled, tree=overlay(tree, own), folder=apart, binaries={**plain, **theirs})


class _Parts(Parts, frozen=True, kw_only=True):
    """JavaScript's runner and battery, with forgeries beside them."""

    def file(self, name: str) -> bytes:
        """The runner, which is JavaScript's."""
        return javascript.PARTS.file(name)

    def forgeries(self) -> list[Traversable]:
        """The files and folders of its battery: what forges in JavaScript does so in TypeScript."""
        return [*javascript.PARTS.forgeries(), *super().forgeries()]


PARTS = _Parts(
    package=__name__,
    runner=Runner(
        script="node_runner.mjs",
        command="node",
        canaries=node_canaries,
        one_file=True,
        helpers=javascript.JEST,
        compile_tests=compile_tests,
    ),
    names=names,
    define=javascript.export_forged,
)
