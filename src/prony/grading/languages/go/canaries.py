"""Negative controls for Go's testing: plain ones, and tests of the suite's own that fail at their end."""

from __future__ import annotations

import random
import re
import secrets

from prony.grading.canaries import MOST_TURNED, NO_CANARIES, Canaries, random_name

_PACKAGE = re.compile(rb"^package[ \t]+(\w+)", re.MULTILINE)


def go_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for Go's testing: plain ones in the package of each folder's first test file, and turned ones of all."""
    folders: dict[str, bytes] = {}
    for path, source in sorted(tests.items()):
        folders.setdefault(path.rpartition("/")[0], source)
    files, ids = {}, []
    for folder, source in folders.items():
        package = _PACKAGE.search(source)
        if package is None:
            continue
        word, prefix = random_name(), f"{folder}/" if folder else ""
        names = [f"Test{word.capitalize()}{number}" for number in range(len(_plain_go()))]
        imports = "".join(f'\t"{name}"\n' for name in _GO_IMPORTS)
        body = "\n".join(
            f"func {name}(t *testing.T) {{\n\t{line}\n}}\n" for name, line in zip(names, _plain_go(), strict=True)
        )
        files[f"{prefix}{word}_test.go"] = f"package {package[1].decode()}\n\nimport (\n{imports})\n\n{body}".encode()
        ids += [f"{prefix}{name}" for name in names]
    for path, source in tests.items():
        turned = _turned_go(path, source)
        files.update(turned.files)
        ids += turned.ids
    return Canaries(files=files, ids=tuple(ids))


_GO_TEST = re.compile(rb"^func (Test(?![a-z])\w*)\(\w+ \*testing\.T\)", re.MULTILINE)


def _turned_go(path: str, source: bytes) -> Canaries:
    """Up to MOST_TURNED tests of a file once more, each of which fails at its end, however it got there."""
    package, names = _PACKAGE.search(source), [name.decode() for name in _GO_TEST.findall(source)]
    if package is None or not names or b"//go:build" in source:
        return NO_CANARIES
    chosen = random.SystemRandom().sample(names, min(MOST_TURNED, len(names)))
    called = {f"{name}{random_name().capitalize()}": name for name in chosen}
    body = "\n".join(f"func {new}(t *testing.T) {{\n\tdefer t.Fail()\n\t{old}(t)\n}}\n" for new, old in called.items())
    folder, _, file = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    # The end of a file's name may say for which system it is.
    text = f'package {package[1].decode()}\n\nimport "testing"\n\n{body}'.encode()
    return Canaries(files={f"{prefix}{random_name()}_{file}": text}, ids=tuple(f"{prefix}{new}" for new in called))


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
