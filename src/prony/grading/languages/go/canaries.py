"""Negative controls for Go's testing: plain ones, and all tests of the suite once more, failing at their end."""

from __future__ import annotations

import random
import re
import secrets

from prony.grading.canaries import NO_CANARIES, Canaries, random_name

_PACKAGE = re.compile(rb"^package[ \t]+(\w+)", re.MULTILINE)


def go_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Go's testing: plain ones in the package of each folder's first test file; a copy of each test."""
    folders: dict[str, bytes] = {}
    for path, source in sorted(tests.items()):
        folders.setdefault(path.rpartition("/")[0], source)
    files, ids, aliases = dict[str, bytes](), list[str](), dict[str, str]()
    for folder, source in folders.items():
        package = _PACKAGE.search(source)
        if package is None:
            continue
        word, prefix = random_name(), f"{folder}/" if folder else ""
        names = [_numbered(f"Test{word.capitalize()}") for _ in _plain_go()]
        # A package may have a name of its own that is also one of the library's.
        aliases_of = {name: random_name() for name in _GO_IMPORTS}
        imports = "".join(f'\t{alias} "{name}"\n' for name, alias in aliases_of.items())
        body = "\n".join(
            _aliased(f"func {name}(t *testing.T) {{\n\t{line}\n}}\n", aliases_of)
            for name, line in zip(names, _plain_go(), strict=True)
        )
        files[f"{prefix}{word}_test.go"] = f"package {package[1].decode()}\n\nimport (\n{imports})\n\n{body}".encode()
        ids += [f"{prefix}{name}" for name in names]
    for path, source in tests.items():
        copied = _copied_go(path, source)
        files.update(copied.files)
        aliases |= copied.aliases
        ids += copied.ids
    return Canaries(files=files, ids=tuple(ids), aliases=aliases)


_GO_TEST = re.compile(rb"^func (Test(?![a-z])\w*)\(\w+ \*testing\.T\)", re.MULTILINE)


def _copied_go(path: str, source: bytes) -> Canaries:
    """The tests of a file twice more: as controls, which fail at their end however they got there, and under the names
    that they run by, which look like those of controls. A file whose tests ask for their names has controls only."""
    package, names = _PACKAGE.search(source), [name.decode() for name in _GO_TEST.findall(source)]
    if package is None or not names or b"//go:build" in source:
        return NO_CANARIES
    folder, _, file = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    functions, ids, aliases = [], [], {}
    for name in names:
        own, control = _numbered(name), _numbered(name)
        functions.append(_ending(control, name, fails=True))
        ids.append(f"{prefix}{control}")
        if b".Name()" not in source:
            functions.append(_ending(own, name, fails=False))
            aliases[f"{prefix}{name}"] = f"{prefix}{own}"
    random.SystemRandom().shuffle(functions)
    alias = random_name()
    body = _aliased("\n".join(functions), {"testing": alias})
    # The end of a file's name may say for which system it is.
    text = f'package {package[1].decode()}\n\nimport {alias} "testing"\n\n{body}'.encode()
    return Canaries(files={f"{prefix}{random_name()}_{file}": text}, ids=tuple(ids), aliases=aliases)


def _aliased(text: str, aliases: dict[str, str]) -> str:
    """Text that calls packages by `aliases` (name -> alias)."""
    return re.sub(r"\b(\w+)\.(?=[A-Z])", lambda found: aliases.get(found[1], found[1]) + ".", text)


def _numbered(name: str) -> str:
    return f"{name}{secrets.randbelow(10**6) + 10**6}"


def _ending(name: str, called: str, *, fails: bool) -> str:
    """A test that does what another does; at its end it fails if one number is below another."""
    number = secrets.randbelow(10**9) + 1
    other = number + 1 if fails else number - 1
    return _ENDING.format(name=name, called=called, number=number, other=other)


_ENDING = """\
func {name}(t *testing.T) {{
	defer func() {{
		if {number} < {other} {{
			t.Fail()
		}}
	}}()
	{called}(t)
}}
"""


_GO_IMPORTS = ("bytes", "errors", "fmt", "reflect", "strings", "testing")


def _plain_go() -> tuple[str, ...]:
    number = secrets.randbelow(10**9) + 1
    other = number + 1
    return (
        "t.Fail()",
        f't.Errorf("%d", {number})',
        f't.Error("{number}")',
        f't.Fatalf("%d", {number})',
        f't.Fatal("{number}")',
        "t.FailNow()",
        f'panic("{number}")',
        f'if got := fmt.Sprint({number}); got != "{other}" {{\n\t\tt.Errorf("got %s", got)\n\t}}',
        f"if !reflect.DeepEqual([]int{{{number}}}, []int{{{other}}}) {{\n\t\tt.Fail()\n\t}}",
        f'if !bytes.Equal([]byte("{number}"), []byte("{other}")) {{\n\t\tt.Fail()\n\t}}',
        f'if !strings.Contains("{number}", "{other}") {{\n\t\tt.Fail()\n\t}}',
        f'if !errors.Is(errors.New("{number}"), errors.New("{number}")) {{\n\t\tt.Fail()\n\t}}',
        't.Run("one", func(t *testing.T) { t.Fail() })',
        't.Run("one", func(t *testing.T) { t.Parallel(); t.Fail() })',
    )
