"""The nouns of this room: how one language's tests are run and its battery of forgeries is written."""

from __future__ import annotations

import functools
import importlib.resources
import importlib.util
from collections.abc import Awaitable, Callable
from importlib.resources.abc import Traversable

from prony.grading.canaries import Canaries
from prony.grading.compiled import Compiled
from prony.nouns import Noun
from prony.sandbox import Sandbox

SAMPLES = ("hello", "loop", "flood")


class Runner(Noun, frozen=True, kw_only=True):
    """The test runner of one language, and how it is driven."""

    script: str
    """The runner, a file of the package: told its job as `prony.grading.runners` says, it reports on the private
    channel."""
    canaries: Callable[[dict[str, bytes], str], Canaries]
    """(test files, the task's module) -> negative controls for them."""
    command: str = ""
    """What starts the script: one of the toolchain's commands. Empty where it is a script in Python that starts the
    programs of the toolchain itself: then it runs with the sandbox's own interpreter, and `PRONY_START` holds the words
    that start a program."""
    start: str = ""
    """The command that `PRONY_START` holds the words of, where it is another than what starts a program."""
    start_s: float = 0.0
    """What starting a test may take, CPU and wall, beside what the test itself may."""
    one_file: bool = False
    """Each test file is a process of its own, and the ids of its tests begin with `FILE > `."""
    helpers: tuple[str, ...] = ()
    """Files of `prony.grading.runners` that the script imports."""
    beside: tuple[str, ...] = ()
    """Files of the package that it reads, laid beside it."""
    env: tuple[tuple[str, str], ...] = ()
    """Variables of the script; a path inside a slot in one is where that lies with the backend."""
    hides_tests: bool = False
    """Test files travel in its job, as `sources`, and lie nowhere on the disk of the submission."""
    compile_tests: Callable[[dict[str, bytes], dict[str, bytes], Sandbox], Awaitable[Compiled]] | None = None
    """(tree, tests, sandbox) -> what the script runs; None where tests run as they are."""


class Parts(Noun, frozen=True, kw_only=True):
    """The parts of grading that one language has."""

    package: str
    """The package whose files are the runner's script and the folder `forgeries`: its `__name__`."""
    runner: Runner | None = None
    """None where the language has no tests of its own, so that level B cannot be had in it."""
    others: tuple[tuple[str, Runner], ...] = ()
    """Runners beside it, with their names: those that the language calls `other_runners`."""
    names: Callable[[str], set[str]] = lambda source: set()
    """A reference's text -> the names that a forgery should define."""
    define: Callable[[str, list[str], str], str] = lambda text, names, reference: text
    """(a forgery's text, names, the reference's text) -> the text with all of them defined."""

    def file(self, name: str) -> bytes:
        """A file of the package."""
        return _read(self.package, name)

    def forgeries(self) -> list[Traversable]:
        """The files and folders of its battery, by name."""
        folder = self._folder().joinpath("forgeries")
        return sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []

    def samples(self) -> dict[str, dict[str, bytes]]:
        """The programs that try its toolchain: `hello`, `loop`, `flood` -> their file by its name. Empty where one of
        them lacks."""
        folder = self._folder().joinpath("samples")
        found = {entry.name.partition(".")[0]: entry for entry in folder.iterdir()} if folder.is_dir() else {}
        if not set(SAMPLES) <= set(found):
            return {}
        return {name: {found[name].name: found[name].read_bytes()} for name in SAMPLES}

    def _folder(self) -> Traversable:
        return importlib.resources.files(self.package)


def wrong_with(resident: object) -> str | None:
    """Say what keeps a foreign object from being a language's parts; None where nothing does."""
    if not isinstance(resident, Parts):
        return "PARTS is no prony.grading.languages.Parts"
    try:
        spec = importlib.util.find_spec(resident.package)
    except (ImportError, ValueError, AttributeError):
        spec = None
    # Asked of the spec: from Python 3.12 on, a module that is no package has files, too.
    if spec is None or spec.submodule_search_locations is None:
        return f"its package {resident.package!r} is no package: a folder with an __init__.py, for the runner"
    runner, folder = resident.runner, importlib.resources.files(resident.package)
    if runner is not None and not folder.joinpath(runner.script).is_file():
        return f"its package {resident.package!r} has no file {runner.script!r}"
    return None


@functools.cache
def _read(package: str, name: str) -> bytes:
    return importlib.resources.files(package).joinpath(name).read_bytes()
