"""Negative controls for node:test: plain ones, and the suite's own tests once more, which fail at their end. Those for
tests in the style of Jest are `jest`'s."""

from __future__ import annotations

import json
import random
import re
import secrets

from prony.grading.canaries import Canaries, random_name
from prony.grading.languages.javascript.jest import is_jest, jest_canaries, modules_of

MOST_COPIES = 3
"""Copies of a file, each with another way to fail."""
_FRAMEWORK = re.compile(r"""(\b(?:from|import)\s*\(?\s*)["'](?:node:)?test["']""")
"""An import of the test framework."""
_ASSERTION = re.compile(r"\.(\w+)\(")
_WAYS = {
    "equal": "assert.equal({n}, {m})",
    "strictEqual": "assert.strictEqual({n}, {m})",
    "deepEqual": "assert.deepEqual([{n}], [{m}])",
    "deepStrictEqual": "assert.deepStrictEqual([{n}], [{m}])",
    "ok": "assert.ok({n} === {m})",
    "match": "assert.match('{n}', /^{m}$/)",
    "throws": "assert.throws(() => {n})",
    "rejects": "assert.rejects(async () => {n})",
    "notEqual": "assert.notEqual({n}, {n})",
    "notDeepEqual": "assert.notDeepEqual([{n}], [{n}])",
    "doesNotThrow": "assert.doesNotThrow(() => {{ throw new Error('{n}') }})",
    "fail": "assert.fail('{n}')",
}
"""How a test can fail, by the function of node:assert that it uses."""


def node_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for node:test: plain ones beside the suite's file, and copies of its tests in a process of their own.

    A file runs under a name that ends as its own does, and so do its copies. A copy takes the test framework from a
    file beside it, which ends each test in a comparison that must fail; the suite's own file from one whose comparison
    holds. So they are not to be told apart by name, and what a test does before its end is the same in both.
    """
    if any(map(is_jest, tests.values())):
        return jest_canaries(tests, module)
    plain, apart = _plain(tests, module), _plain(tests, module)
    files, copies, renamed, prefixes = dict(plain.files), dict(apart.files), dict[str, str](), dict[str, str]()
    copied = dict[str, tuple[str, ...]]()
    for path, source in tests.items():
        text = source.decode("utf-8", "replace")
        if not _FRAMEWORK.search(text):
            continue
        new, framework, own = _file(path, text, "assert.equal({n}, {n})")
        files |= own
        renamed[path], prefixes[f"{path} > "] = new, f"{framework} > "
        ways = [_WAYS[name] for name in dict.fromkeys(_ASSERTION.findall(text)) if name in _WAYS] or [_WAYS["equal"]]
        for way in random.SystemRandom().sample(ways, min(len(ways), MOST_COPIES)):
            _, framework, copy = _file(path, text, way)
            copies |= copy
            copied[f"{path} > "] = (*copied.get(f"{path} > ", ()), f"{framework} > ")
    return Canaries(
        files=files,
        ids=plain.ids,
        renamed=renamed,
        prefixes=prefixes,
        apart=Canaries(files=copies, ids=apart.ids, copied=copied) if copied else None,
    )


def _file(path: str, text: str, last: str) -> tuple[str, str, dict[str, bytes]]:
    """A file of tests under a new name, the framework beside it that ends each test with `last`, and both.

    Node tells of a test by the file that called its framework, which is the one beside it.
    """
    folder, slash, file = path.rpartition("/")
    stem, _, suffix = file.partition(".")
    new, framework = f"{folder}{slash}{stem}.{random_name()}.{suffix}", f"{random_name()}.mjs"
    number = secrets.randbelow(10**9) + 1
    body = _ENDING.replace("LAST", last.format(n=number, m=number + 1))
    return (
        new,
        f"{folder}{slash}{framework}",
        {
            new: _FRAMEWORK.sub(rf'\g<1>"./{framework}"', text).encode(),
            f"{folder}{slash}{framework}": body.encode(),
        },
    )


_ENDING = """
import assert from "node:assert/strict";
import framework from "node:test";

export * from "node:test";

function ending(test) {
  if (typeof test !== "function") return test;
  // A test without a name has its function's.
  return Object.defineProperty(toItsEnd(test), "name", { value: test.name, configurable: true });
}

function toItsEnd(test) {
  if (test.length > 1) {
    return function (context, done) {
      return test.call(this, within(context), (error) => {
        if (error) return done(error);
        new Promise((ended) => ended(LAST)).then(() => done(), done);
      });
    };
  }
  return function (context) {
    const result = test.call(this, within(context));
    return typeof result?.then === "function" ? result.then(() => LAST) : LAST;
  };
}

function within(context) {
  if (typeof context?.test === "function") context.test = placed(context.test.bind(context), ending);
  return context;
}

const same = (given) => given;
const changes = { test: () => ending, it: () => ending, describe: () => same, suite: () => same };
for (const name of ["skip", "todo", "only"]) changes[name] = same;

// Groups, too, are called from here, so that they are of one file with their tests.
const placed = (make, change) =>
  new Proxy(make, {
    apply: (target, self, given) => Reflect.apply(target, self, given.map((value) => change(value))),
    get: (target, name) =>
      Object.hasOwn(changes, name) ? placed(target[name], changes[name](change)) : target[name],
  });

export const test = placed(framework.test, ending);
export const it = placed(framework.it, ending);
export const describe = placed(framework.describe, same);
export const suite = placed(framework.suite, same);
export default placed(framework, ending);
""".lstrip()


def _plain(tests: dict[str, bytes], module: str) -> Canaries:
    name, label = f"{random_name()}.test.mjs", random_name()
    lines = _plain_node()
    body = "\n".join(f'test("{label} {number}", async () => {{ {line} }});' for number, line in enumerate(lines))
    loads = modules_of(tests)
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
        *(f"await strict.{way.removeprefix('assert.').format(n=number, m=other)};" for way in _WAYS.values()),
        f"assert.equal({number}, {other});",
        f"assert.strictEqual({number}, {other});",
        f"assert.deepEqual([{number}], [{other}]);",
        f"assert.deepStrictEqual({{ a: {number} }}, {{ a: {other} }});",
        f"assert.ok({number} === {other});",
        f"assert({number} === {other});",
        f"strictEqual({number}, {other});",
        f"deepStrictEqual([{number}], [{other}]);",
        f"throw new Error('{number}');",
    )
