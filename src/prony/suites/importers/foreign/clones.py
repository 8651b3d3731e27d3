"""Local clones of repositories, read as data: the tree at a commit, and what a patch makes of it.

Git is asked in a repository of our own, which borrows the clone's objects: no configuration, hook, attribute or remote
of the clone is ever looked at, no file is checked out, and what a partial clone lacks is not fetched.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from prony.errors import SuiteError
from prony.nouns import Noun
from prony.plain_files import read_plain

MOST_ENTRIES = 20_000
MOST_LISTED_BYTES = 8 << 20
MOST_BLOB_BYTES = 16 << 20
MOST_READ_BYTES = 1 << 30
"""Of one reading of blobs."""
MOST_MEMORY_BYTES = 4 << 30
MOST_S = 120.0

_NAME = re.compile(r"(?!\.+$)[A-Za-z0-9_.][A-Za-z0-9_.-]*")
_HASH = re.compile(r"[0-9a-f]{7,40}")
_BINARY = re.compile(rb"^(?:GIT binary patch|Binary files .* differ)", re.MULTILINE)
_GIT_NAMES = re.compile(r"\.git|git~[0-9]", re.IGNORECASE)
_SETTINGS = ("core.packedGitWindowSize=32m", "core.packedGitLimit=512m", "core.bigFileThreshold=16m", "gc.auto=0")


class TreeEntry(Noun, frozen=True, kw_only=True):
    """A file of a tree, as git names it: mode and blob."""

    mode: str
    blob: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a file, and no link and no submodule."""
        return self.mode.startswith("100")

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link, whose target its blob says."""
        return self.mode == "120000"


Tree = Mapping[str, TreeEntry]
"""Path -> entry. Paths are whatever the repository says: they may be no paths that a task may have."""


class Clone:
    """The objects of one clone. Used as a context: what was made beside them is gone afterwards.

    Every reading raises ValueError, with words for whoever imports, for what cannot be read within the bounds.
    """

    def __init__(self, objects: Path) -> None:
        git = shutil.which("git")
        if git is None:
            raise SuiteError("E348", "there is no git on this machine", hint="install git: clones are read by it")
        self._git = git
        self._folder = tempfile.TemporaryDirectory(prefix="prony-clone-")
        self._place = Path(self._folder.name)
        for name in ("objects/info", "refs"):
            (self._place / name).mkdir(parents=True)
        (self._place / "HEAD").write_text("ref: refs/heads/none\n", "utf-8")
        (self._place / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", "utf-8")
        (self._place / "objects/info/alternates").write_bytes(os.fsencode(objects.resolve()) + b"\n")
        self._blobs: dict[str, bytes] = {}

    def __enter__(self) -> Clone:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def holds(self, commit: str) -> bool:
        """Whether the commit is there."""
        try:
            self._commit(commit)
        except ValueError:
            return False
        return True

    def tree(self, commit: str) -> Tree:
        """All entries of the tree at `commit`."""
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", self._commit(commit), most=MOST_LISTED_BYTES)
        tree = {}
        for line in listed.split(b"\0")[:-1]:
            facts, _, path = line.partition(b"\t")
            mode, _, blob = facts.decode("ascii").split(" ")
            tree[os.fsdecode(path)] = TreeEntry(mode=mode, blob=blob)
        if len(tree) > MOST_ENTRIES:
            raise ValueError(f"its tree has more than {MOST_ENTRIES} files")
        return tree

    def patched(self, commit: str, patch: str, what: str) -> Tree:
        """The entries of the tree at `commit` with `patch` applied, as `git apply` does; `what` names the patch."""
        data = patch.encode()
        if _BINARY.search(data):
            raise ValueError(f"{what} changes a file that is no text")
        index = {"GIT_INDEX_FILE": str(self._place / "index")}
        self._ask("read-tree", self._commit(commit), env=index)
        words = ("apply", "--cached", "--whitespace=nowarn", "-")
        try:
            self._ask(*words, env=index, stdin=data if data.endswith(b"\n") else data + b"\n")
        except ValueError as error:
            raise ValueError(f"{what} does not apply: {error}") from None
        listed = self._ask("ls-files", "-s", "-z", env=index, most=MOST_LISTED_BYTES)
        tree = {}
        for line in listed.split(b"\0")[:-1]:
            facts, _, path = line.partition(b"\t")
            mode, blob, _ = facts.decode("ascii").split(" ")
            tree[os.fsdecode(path)] = TreeEntry(mode=mode, blob=blob)
        return tree

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Blobs by their names; each is kept, so that trees that share files share their bytes."""
        wanted = list(dict.fromkeys(blobs))
        missing = [blob for blob in wanted if blob not in self._blobs]
        if missing:
            self._check_sizes(missing)
            asked = "".join(f"{blob}\n" for blob in missing).encode()
            self._take(self._ask("cat-file", "--batch", stdin=asked, most=MOST_READ_BYTES))
        return {blob: self._blobs[blob] for blob in wanted}

    def _check_sizes(self, blobs: list[str]) -> None:
        asked = "".join(f"{blob}\n" for blob in blobs).encode()
        total = 0
        for line in self._ask("cat-file", "--batch-check", stdin=asked, most=MOST_LISTED_BYTES).decode().splitlines():
            words = line.split(" ")
            if len(words) != 3 or words[1] != "blob":
                raise ValueError("the clone lacks some of its files: clone it whole, without --filter")
            total += int(words[2])
            if int(words[2]) > MOST_BLOB_BYTES or total > MOST_READ_BYTES // 2:
                raise ValueError(f"a file is larger than {MOST_BLOB_BYTES >> 20} MiB, or all are too large together")

    def _take(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            end = data.index(b"\n", at)
            blob, _, size = data[at:end].decode("ascii").split(" ")
            self._blobs[blob] = data[end + 1 : end + 1 + int(size)]
            at = end + 2 + int(size)

    def _commit(self, commit: str) -> str:
        if not _HASH.fullmatch(commit):
            raise ValueError(f"{commit[:80]!r} is no name of a commit")
        return self._ask("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").decode("ascii").strip()

    def _ask(self, *words: str, stdin: bytes = b"", env: Mapping[str, str] | None = None, most: int = 1 << 16) -> bytes:
        """What git answers. Raises ValueError with its own words, or where the answer is longer than `most`."""
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        process = subprocess.Popen(
            [self._git, "--git-dir", str(self._place), *settings, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._place,
            env={**_environment(), **(env or {})},
        )
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        timer = threading.Timer(MOST_S, process.kill)
        timer.start()
        errors: list[bytes] = []
        readers = [
            threading.Thread(target=_write, args=(process.stdin, stdin), daemon=True),
            threading.Thread(
                target=lambda pipe: errors.append(pipe.read(1 << 16)), args=(process.stderr,), daemon=True
            ),
        ]
        try:
            for reader in readers:
                reader.start()
            answer = process.stdout.read(most + 1)
            if len(answer) > most:
                process.kill()
            status = process.wait()
        finally:
            timer.cancel()
            process.kill()
            for reader in readers:
                reader.join()
            process.stdout.close()
            process.stderr.close()
        if len(answer) > most:
            raise ValueError(f"git has more to say than {most >> 10} KiB: the repository is too large")
        if status:
            raise ValueError(_words(b"".join(errors)) or f"git {words[0]} ended with status {status}")
        return answer


def find_clone(repos: Path, name: str) -> Path | None:
    """The objects of the clone of the repository `OWNER/NAME` below `repos`; None where there is none."""
    owner, _, project = name.rpartition("/")
    if not _NAME.fullmatch(project) or (owner and not _NAME.fullmatch(owner)):
        return None
    folders = [f"{owner}/{project}", f"{owner}__{project}", project] if owner else [project]
    for folder in folders:
        for suffix in ("", ".git"):
            objects = _objects_of(repos / f"{folder}{suffix}")
            if objects is not None:
                return objects
    return None


def is_of_git(path: str) -> bool:
    """Whether a part of a path is what git keeps its own files in, on any system."""
    return any(_GIT_NAMES.fullmatch(part.rstrip(". ")) for part in path.split("/"))


def _objects_of(folder: Path) -> Path | None:
    """The objects of the repository at `folder`: bare, with a `.git`, or a work tree of another."""
    inner = folder / ".git"
    if inner.is_file():
        try:
            words = read_plain(inner, 4096).decode("utf-8", "surrogateescape")
        except (OSError, ValueError):
            return None
        place = folder / words.removeprefix("gitdir:").strip()
        inner = place.parents[1] if place.parent.name == "worktrees" else place
    for place in (inner, folder):
        if (place / "HEAD").is_file() and (place / "objects").is_dir():
            return place / "objects"
    return None


def _environment() -> dict[str, str]:
    """No configuration of the machine or of the user, no question, no network, no replaced objects."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "HOME": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def _write(pipe: object, data: bytes) -> None:
    try:
        pipe.write(data)  # type: ignore[attr-defined]
        pipe.close()  # type: ignore[attr-defined]
    except OSError:  # git ended before it had read all of it
        pass


def _words(errors: bytes) -> str:
    """The first words of what git complains of, on one line."""
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[0][:200] if lines else ""
