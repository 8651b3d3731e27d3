"""Suite folders as somebody hostile, or a broken disk, would leave them: made of a sound one, by a seed."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

VALUES = (
    "1000000000",
    "-1",
    "0",
    "1e400",
    "nan",
    "99999999999999999999999999",
    "true",
    '""',
    '" "',
    "[]",
    "{}",
    "[" * 3000,
    "[[[[]]]]",
    '"../../../../etc/passwd"',
    '"/dev/zero"',
    '["../x"]',
    '["*", "**", "[", "(a+)+$"]',
    '"=HYPERLINK(1)<script>alert(1)</script>"',
    '"\\u001b]0;x\\u0007\\u202e"',
    '"\\u0000"',
    f'"{"a" * 70_000}"',
    "2099-01-01",
    "{ a = { a = { a = 1 } } }",
)
"""What a key of a TOML file is made to say."""
JUNK = (b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"[" * 9, b"\n", b"\r", b"\xed\xa0\x80", "\u202e".encode(), b'"""')


def mutate(folder: Path, seed: int) -> str:
    """Change the sound suite `folder` in one to five places; returns what was done, for the message of a test."""
    rng = random.Random(seed)
    done = []
    for _ in range(rng.randint(1, 5)):
        name, change = rng.choice(_CHANGES)
        change(folder, rng)
        done.append(name)
    return ", ".join(done)


def _files(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(path for path in folder.rglob(pattern) if path.is_file() and not path.is_symlink())


def _value(folder: Path, rng: random.Random) -> None:
    """Change the value of a key."""
    tables = _files(folder, "*.toml")
    if not tables:
        return
    path = rng.choice(tables)
    lines = path.read_text("utf-8", "replace").splitlines()
    places = [at for at, line in enumerate(lines) if "=" in line]
    if places:
        at = rng.choice(places)
        lines[at] = f"{lines[at].partition('=')[0]}= {rng.choice(VALUES)}"
    path.write_text("\n".join(lines), "utf-8")


def _key(folder: Path, rng: random.Random) -> None:
    """Drop a line of a TOML file, double it, or put another one in."""
    tables = _files(folder, "*.toml")
    if not tables:
        return
    path = rng.choice(tables)
    lines = path.read_text("utf-8", "replace").splitlines() or [""]
    at = rng.randrange(len(lines))
    new = rng.choice(("", lines[at] + "\n" + lines[at], "[prony]", "[[prony.flaws]]", "x = 1", "[a.b.c]", "[[task]]"))
    lines[at] = new
    path.write_text("\n".join(lines), "utf-8")


def _bytes(folder: Path, rng: random.Random) -> None:
    """Change bytes of any file."""
    files = _files(folder)
    if not files:
        return
    path = rng.choice(files)
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        data[at : at + rng.choice((0, 1, 3))] = rng.choice(JUNK)
    path.write_bytes(data)


def _case(folder: Path, rng: random.Random) -> None:
    """Change a line of cases."""
    cases = _files(folder, "cases.jsonl")
    if not cases:
        return
    path = rng.choice(cases)
    odd = (
        "[" * 100_000,
        '{"id": "x"}',
        "{}",
        "null",
        '{"id":"c","call":"f","args":[1e400],"expect":NaN}',
        '{"id":"' + "a" * 70_000 + '","call":"f","args":[],"expect":1}',
        '{"id":"c0","call":"__import__","args":["os"],"expect":1}',
        '{"id":"d","call":"f","args":' + "[" * 500 + "]" * 500 + ',"expect":1}',
        '{"id":"e","call":"f","args":[' + "9" * 5000 + '],"expect":1}',
        '{"id":"\\ud83d","call":"f","args":[],"expect":1}',
    )
    lines = path.read_text("utf-8", "replace").splitlines()
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(odd))
    path.write_text("\n".join(lines), "utf-8", "surrogatepass")


def _no_file(folder: Path, rng: random.Random) -> None:
    """Put something that is no file in the place of one, or beside them."""
    files = _files(folder)
    if not files:
        return
    path = rng.choice(files)
    if rng.random() < 0.3:
        path = path.with_name(rng.choice(("extra", "-rf", "a b", "\udcff", "con", "x" * 200, "__pycache__", ".git")))
    else:
        path.unlink()
    if os.path.lexists(path):
        return
    rng.choice(
        (
            os.mkfifo,
            lambda at: at.symlink_to("/dev/zero"),
            lambda at: at.symlink_to("/etc/passwd"),
            lambda at: at.symlink_to(at),
            lambda at: at.symlink_to(folder.parent),
            Path.mkdir,
        )
    )(path)


def _gone(folder: Path, rng: random.Random) -> None:
    """Take a folder away, or make it a link."""
    folders = sorted(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())
    if not folders:
        return
    path = rng.choice(folders)
    shutil.rmtree(path)
    if rng.random() < 0.5:
        path.symlink_to(rng.choice((folder, Path("/proc/self"), Path("/dev"))))


def _deep(folder: Path, rng: random.Random) -> None:
    """Make folders below each other until names no longer fit, or very many files."""
    tasks = [path.parent for path in _files(folder, "task.toml")]
    if not tasks:
        return
    place = rng.choice(tasks) / rng.choice(("tests", "solution", "flaws", "environment", "odd"))
    if place.is_symlink() or place.is_file():
        return
    if rng.random() < 0.5:
        for _ in range(60):
            place = place / ("d" * 40)
        place.mkdir(parents=True, exist_ok=True)
        (place / "x").write_bytes(b"x")
    else:
        place.mkdir(parents=True, exist_ok=True)
        for number in range(500):
            (place / f"f{number}").write_bytes(b"")


_CHANGES = (
    ("values", _value),
    ("values", _value),
    ("keys", _key),
    ("bytes", _bytes),
    ("bytes", _bytes),
    ("cases", _case),
    ("no files", _no_file),
    ("folders", _gone),
    ("depth", _deep),
)
