"""Negative controls for minitest: plain ones, and the suite's own tests once more, failing at their end or a value."""

from __future__ import annotations

import random
import re
import secrets

from prony.grading.canaries import MOST_TURNED, Canaries, random_name

_REQUIRE = re.compile(r"^[ \t]*require(?:_relative)?[ \t(].*$", re.MULTILINE)
_CLASS = re.compile(r"^class[ \t]+([A-Z]\w*)")
_METHOD = re.compile(r"^([ \t]*)def[ \t]+(test_\w+[?!]?)")
_EXPECTED = re.compile(r"^([ \t]*)(assert_equal[ \t(]+)(-?\d+(?:\.\d+)?|\"[^\"#\\\n]*\"|'[^'\\\n]*')([ \t]*,.*)$")
WAYS = {
    "assert_equal": "assert_equal {n}, {m}",
    "refute_equal": "refute_equal {n}, {n}",
    "assert ": "assert {n} == {m}",
    "assert(": "assert({n} == {m})",
    "refute": "refute {n} == {n}",
    "assert_nil": "assert_nil {n}",
    "refute_nil": "refute_nil nil",
    "assert_same": "assert_same '{n}'.dup, '{n}'.dup",
    "assert_includes": "assert_includes [{n}], {m}",
    "refute_includes": "refute_includes [{n}], {n}",
    "assert_empty": "assert_empty [{n}]",
    "refute_empty": "refute_empty []",
    "assert_match": "assert_match(/^{m}$/, '{n}')",
    "refute_match": "refute_match(/^{n}$/, '{n}')",
    "assert_instance_of": "assert_instance_of String, {n}",
    "assert_kind_of": "assert_kind_of String, {n}",
    "assert_respond_to": "assert_respond_to {n}, :no{n}",
    "assert_in_delta": "assert_in_delta {n}.0, {m}.0, 0.5",
    "assert_operator": "assert_operator {m}, :<, {n}",
    "assert_predicate": "assert_predicate [{n}], :empty?",
    "assert_raises": "assert_raises(ArgumentError) {{ {n} }}",
    "assert_throws": "assert_throws(:c{n}) {{ {n} }}",
    "assert_output": "assert_output('{n}') {{ print {m} }}",
    "assert_silent": "assert_silent {{ print {n} }}",
    "must_equal": "_({n}).must_equal {m}",
    "wont_equal": "_({n}).wont_equal {n}",
    "must_be": "_({m}).must_be :<, {n}",
    "must_include": "_([{n}]).must_include {m}",
    "must_raise": "_(-> {{ {n} }}).must_raise ArgumentError",
    "flunk": "flunk '{n}'",
}
"""How a test can fail, by a word that stands in a file whose tests may fail so."""
_ENDING = """
Minitest::Runnable.runnables.each do |{kind}|
  next unless {kind} < Minitest::Test
  {kind}.prepend(Module.new do
    {kind}.public_instance_methods(false).grep(/\\Atest_/).each do |{name}|
      define_method({name}) do
        super()
        assert_equal {n}, {m}
      end
    end
  end)
end
"""
"""At the end of a file of tests: each ends in a comparison of two numbers, as its control does."""


def minitest_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for minitest: plain ones beside the suite's tests, and two copies of each file.

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
    return f"{folder}{slash}test_{random_name()}.rb"


def _ending(text: str, *, fails: bool) -> bytes:
    number = secrets.randbelow(10**9) + 1
    body = _ENDING.format(kind=random_name(), name=random_name(), n=number, m=number + 1 if fails else number)
    # What stands behind __END__ is data, and no code.
    head, end, data = re.match(r"(?s)(.*?)(^__END__$|\Z)(.*)", text, re.MULTILINE).groups()  # type: ignore[union-attr]
    return f"{head}\n{body}{end}{data}".encode()


def _plain(tests: dict[str, bytes], module: str) -> tuple[dict[str, bytes], list[str]]:
    """A file with a control for each way to fail that the tests use, and one for an error."""
    name, label = _beside(next(iter(tests))), random_name()
    text = "\n".join(source.decode("utf-8", "replace") for source in tests.values())
    requires = dict.fromkeys(found.strip() for found in _REQUIRE.findall(text))
    head = "\n".join(requires) or f"require_relative '{module.removesuffix('.rb')}'"
    number = secrets.randbelow(10**9) + 1
    used = [way for word, way in WAYS.items() if word in text]
    ways = ["raise ArgumentError, '{n}'", WAYS["assert_equal"], *used]
    lines = [way.format(n=number, m=number + 1) for way in dict.fromkeys(ways)]
    kind = label.capitalize()
    methods = "\n".join(f"  def test_{label}_{index}\n    {line}\n  end" for index, line in enumerate(lines))
    body = f"{head}\nrequire 'minitest/autorun'\n\nclass {kind} < Minitest::Test\n{methods}\nend\n"
    ids = [f"{name} > {kind}#test_{label}_{index}" for index in range(len(lines))]
    return {name: body.encode()}, ids


def _turned(text: str) -> tuple[str, list[str]]:
    """A file of which some tests expect another value, and the names of those. Only a statement of the test's own body
    that nothing before it can leave is sure to be reached."""
    lines = text.split("\n")
    places: dict[str, list[int]] = {}
    kind, method, indent, left = "", "", "", False
    for index, line in enumerate(lines):
        if (found := _CLASS.match(line)) is not None:
            kind = found[1]
        elif (found := _METHOD.match(line)) is not None:
            indent, method, left = found[1], found[2], False
        elif method and line.startswith(f"{indent}end"):
            method = ""
        elif re.search(r"\b(?:return|skip|next|break)\b", line):
            left = True
        elif method and kind and not left and (found := _EXPECTED.match(line)) and found[1] == f"{indent}  ":
            places.setdefault(f"{kind}#{method}", []).append(index)
    chosen = random.SystemRandom().sample(sorted(places), min(len(places), MOST_TURNED))
    for name in chosen:
        index = secrets.choice(places[name])
        found = _EXPECTED.match(lines[index])
        assert found is not None
        lines[index] = f"{found[1]}{found[2]}{_something_else(found[3])}{found[4]}"
    return "\n".join(lines), chosen


def _something_else(literal: str) -> str:
    if literal[0] in "\"'":
        return f'"{random_name()}"'
    return f"{literal}{secrets.randbelow(900) + 100}" if "." not in literal else f"{secrets.randbelow(10**6)}.25"
