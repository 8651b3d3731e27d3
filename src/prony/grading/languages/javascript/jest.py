"""Negative controls for tests in the style of Jest: plain ones, and the suite's own tests, failing at their end.

A file of tests is in that style when it expects and does not ask for node:test.
"""

from __future__ import annotations

import json
import random
import re
import secrets

from prony.grading.canaries import Canaries, random_name

MOST_COPIES = 3
"""Copies of a file, each with another way to fail."""
NAMES = (
    *("test", "it", "xtest", "xit", "fit", "describe", "xdescribe", "fdescribe", "expect", "jest", "vi"),
    *("beforeAll", "beforeEach", "afterEach", "afterAll"),
)
"""What such a test calls without importing it."""
_RELATIVE = re.compile(
    r"""^\s*(?:import|export)\b[^"';]*["'](\.{1,2}/[^"'\n]+)["']|\brequire\(\s*["'](\.{1,2}/[^"'\n]+)["']\s*\)""",
    re.MULTILINE,
)
"""What a file of tests imports from beside itself."""
_NODE = re.compile(rb"""(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](?:node:)?test["']""")
_JEST = re.compile(rb"""["'](?:@jest/globals|vitest)["']|\bexpect\s*[(.]""")
_FRAMEWORK = re.compile(r"""(["'])(?:@jest/globals|vitest)\1""")
_CLAUSE = re.compile(r"""\{([^{}]*)\}\s*(?:from\s*|=\s*require\(\s*)["'](?:@jest/globals|vitest)["']""")
_IS_MODULE = re.compile(r"^\s*(?:import|export)\b(?!\s*\()", re.MULTILINE)
_REQUIRES = re.compile(r"\brequire\s*\(")
_MATCHER = re.compile(r"\.(\w+)\b")
_WAYS = {
    "toBe": "expect({n}).toBe({m})",
    "toEqual": "expect([{n}]).toEqual([{m}])",
    "toStrictEqual": "expect({{ a: {n} }}).toStrictEqual({{ a: {m} }})",
    "toMatchObject": "expect({{ a: {n} }}).toMatchObject({{ a: {m} }})",
    "toBeTruthy": "expect({n} === {m}).toBeTruthy()",
    "toBeFalsy": "expect({n} !== {m}).toBeFalsy()",
    "toBeNull": "expect({n}).toBeNull()",
    "toBeDefined": "expect(undefined).toBeDefined()",
    "toBeUndefined": "expect({n}).toBeUndefined()",
    "toBeCloseTo": "expect({n}).toBeCloseTo({m})",
    "toBeGreaterThan": "expect({n}).toBeGreaterThan({m})",
    "toBeLessThan": "expect({m}).toBeLessThan({n})",
    "toBeInstanceOf": "expect({n}).toBeInstanceOf(Map)",
    "toContain": "expect([{n}]).toContain({m})",
    "toHaveLength": "expect([{n}]).toHaveLength({m})",
    "toHaveProperty": "expect({{ a: {n} }}).toHaveProperty('a', {m})",
    "toMatch": "expect('{n}').toMatch(/^{m}$/)",
    "toThrow": "expect(() => {n}).toThrow()",
    "toHaveBeenCalledWith": "expect(((mock) => (mock({n}), mock))(jest.fn())).toHaveBeenCalledWith({m})",
    "toHaveBeenCalledTimes": "expect(jest.fn()).toHaveBeenCalledTimes({n})",
    "not": "expect({n}).not.toBe({n})",
    "resolves": "expect(Promise.resolve({n})).resolves.toBe({m})",
    "rejects": "expect(Promise.resolve({n})).rejects.toThrow()",
}
"""How a test can fail, by the matcher that it uses."""
_HOLDS = "Object.is({n}, {n})"


def is_jest(source: bytes) -> bool:
    """Whether a file of tests is in the style of Jest, as the runner tells it, too."""
    return _JEST.search(source) is not None and _NODE.search(source) is None


def modules_of(tests: dict[str, bytes]) -> set[str]:
    """What files of tests import from beside themselves."""
    found = (match for source in tests.values() for match in _RELATIVE.finditer(source.decode("utf-8", "replace")))
    return {match[1] or match[2] for match in found}


def jest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for tests in the style of Jest: as for node:test, but what a file calls comes from a file beside it."""
    plain, apart = _plain(tests, module), _plain(tests, module)
    files, copies, renamed, prefixes = dict(plain.files), dict(apart.files), dict[str, str](), dict[str, str]()
    copied = dict[str, tuple[str, ...]]()
    for path, source in tests.items():
        text = source.decode("utf-8", "replace")
        new, own = _file(path, text, _HOLDS)
        files |= own
        renamed[path], prefixes[f"{path} > "] = new, f"{new} > "
        ways = [_WAYS[name] for name in dict.fromkeys(_MATCHER.findall(text)) if name in _WAYS] or [_WAYS["toBe"]]
        for way in random.SystemRandom().sample(ways, min(len(ways), MOST_COPIES)):
            name, copy = _file(path, text, way)
            copies |= copy
            copied[f"{path} > "] = (*copied.get(f"{path} > ", ()), f"{name} > ")
    return Canaries(
        files=files,
        ids=plain.ids,
        renamed=renamed,
        prefixes=prefixes,
        apart=Canaries(files=copies, ids=apart.ids, copied=copied),
    )


def _file(path: str, text: str, last: str) -> tuple[str, dict[str, bytes]]:
    """A file of tests under a new name, and beside it what ends each of its tests with `last`."""
    folder, slash, file = path.rpartition("/")
    stem, _, suffix = file.partition(".")
    new, framework = f"{folder}{slash}{stem}.{random_name()}.{suffix}", f"{random_name()}.mjs"
    number = secrets.randbelow(10**9) + 1
    body = _ENDING.replace("LAST", last.format(n=number, m=number + 1))
    return new, {new: _taking(text, framework, suffix).encode(), f"{folder}{slash}{framework}": body.encode()}


def _taking(text: str, framework: str, suffix: str) -> str:
    """The text of tests that take what they call from a file beside them, in the lines that they had."""
    imported = " ".join(found[1] for found in _CLAUSE.finditer(text))
    open_names = [name for name in NAMES if not _is_bound(name, imported, text)]
    text = _FRAMEWORK.sub(rf'"./{framework}"', text)
    if not open_names:
        return text
    names = ", ".join(open_names)
    plain = suffix.endswith("cjs") or (_REQUIRES.search(text) and not _IS_MODULE.search(text))
    if plain and not suffix.endswith("ts"):
        return f'const {{ {names} }} = require("./{framework}"); {text}'
    return f'import {{ {names} }} from "./{framework}"; {text}'


def _is_bound(name: str, imported: str, text: str) -> bool:
    declared = rf"^(?:import\s+|(?:export\s+)?(?:const|let|var|function|class)\s+){name}\b"
    return re.search(rf"\b{name}\b", imported) is not None or re.search(declared, text, re.MULTILINE) is not None


_ENDING = """
import * as framework from "@jest/globals";

const { expect, jest } = framework;

export * from "@jest/globals";

function ending(run) {
  if (typeof run !== "function") return run;
  const wrapped = function (...given) {
    const done = given.at(-1);
    if (typeof done === "function" && typeof done.fail === "function" && given.length === run.length) {
      const last = (error) => (error ? done(error) : void Promise.resolve().then(() => LAST).then(() => done(), done));
      return run.apply(this, [...given.slice(0, -1), Object.assign(last, { fail: done.fail })]);
    }
    const result = run.apply(this, given);
    return typeof result?.then === "function" ? result.then(() => LAST) : LAST;
  };
  return Object.defineProperties(wrapped, { length: { value: run.length }, name: { value: run.name } });
}

const failing = (run) => async () => {
  try {
    await run();
  } catch {
    return LAST;
  }
  throw new Error("it was to fail");
};

const placed = (make, change) =>
  new Proxy(() => undefined, {
    apply: (_, self, [name, ...given]) => make(name, ...given.map((value) => change(value))),
    get: (_, name) => {
      if (name === "each") return (...table) => placed(make.each(...table), change);
      if (name === "failing") return placed(make, failing);
      if (name === "skipIf" || name === "runIf") return (holds) => placed(make[name](holds), change);
      return typeof make[name] === "function" ? placed(make[name], change) : make[name];
    },
  });

export const test = placed(framework.test, ending);
export const it = test;
export const fit = placed(framework.fit, ending);
""".lstrip()


def _plain(tests: dict[str, bytes], module: str) -> Canaries:
    name, label = f"{random_name()}.test.mjs", random_name()
    number = secrets.randbelow(10**9) + 1
    lines = [
        *(f"await {way.format(n=number, m=number + 1)};" for way in _WAYS.values()),
        f"throw new Error('{number}');",
    ]
    body = "\n".join(f'test("{label} {at}", async () => {{ {line} }});' for at, line in enumerate(lines))
    head = "\n".join(
        (
            'import { expect, jest, test } from "@jest/globals";',
            *(
                f"await import({json.dumps(found)}).catch(() => undefined);"
                for found in sorted(modules_of(tests) or {f"./{module}"})
            ),
        )
    )
    ids = tuple(f"{name} > {label} {at}" for at in range(len(lines)))
    return Canaries(files={name: f"{head}\n{body}\n".encode()}, ids=ids)
