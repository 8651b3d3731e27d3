"""Negative controls for node:test: plain ones."""

from __future__ import annotations

import json
import re
import secrets

from prony.grading.canaries import Canaries, random_name

_RELATIVE = re.compile(r"""^\s*(?:import|export)\b[^"';]*["'](\.{1,2}/[^"'\n]+)["']""", re.MULTILINE)
"""What an ES module imports from beside itself."""


def node_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Plain canaries for node:test."""
    name, label = f"{random_name()}.test.mjs", random_name()
    lines = _plain_node()
    body = "\n".join(f'test("{label} {number}", () => {{ {line} }});' for number, line in enumerate(lines))
    loads = {found for source in tests.values() for found in _RELATIVE.findall(source.decode("utf-8", "replace"))}
    head = "\n".join(
        (
            'import assert from "node:assert";',
            'import strict, { deepStrictEqual, strictEqual } from "node:assert/strict";',
            'import test from "node:test";',
            *(f"await import({json.dumps(name)}).catch(() => undefined);" for name in sorted(loads or {f"./{module}"})),
        )
    )
    ids = tuple(f"{name} > {label} {number}" for number in range(len(lines)))
    return Canaries(files={name: f"{head}\n{body}\n".encode()}, ids=ids)


def _plain_node() -> tuple[str, ...]:
    number = secrets.randbelow(10**9) + 1
    other = number + 1
    return (
        f"assert.equal({number}, {other});",
        f"assert.strictEqual({number}, {other});",
        f"assert.deepEqual([{number}], [{other}]);",
        f"assert.deepStrictEqual({{ a: {number} }}, {{ a: {other} }});",
        f"assert.ok({number} === {other});",
        f"assert({number} === {other});",
        f"strict.equal({number}, {other});",
        f"strict.deepEqual([{number}], [{other}]);",
        f"strictEqual({number}, {other});",
        f"deepStrictEqual([{number}], [{other}]);",
        f"assert.throws(() => {number});",
        f"assert.fail('{number}');",
        f"throw new Error('{number}');",
    )
