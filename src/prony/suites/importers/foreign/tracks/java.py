"""Java: JUnit's tests in `src/test/java`, all but the first of them disabled; a reference may be several classes."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.exercises import Exercise
from prony.suites.importers.foreign.tracks.track import TrackTask, start_of

_REASON = r'(?:\("[^"\n]*"\))?'
_DISABLED = re.compile(rf"^[ \t]*@Disabled\b{_REASON}[ \t]*\n|@Disabled\b{_REASON}", re.MULTILINE)
_IMPORT = re.compile(r"^import [^;]+;[ \t]*\n", re.MULTILINE)
_LIBRARY = re.compile(
    r"^import (?:static )?(?:org\.assertj|org\.json|io\.reactivex|org\.reactivestreams)\.", re.MULTILINE
)
_PUBLIC_TYPE = re.compile(r"^public (?=(?:final |abstract |sealed )*(?:class|interface|enum|record)\b)", re.MULTILINE)


class JavaTrack:
    """Exercises in Java."""

    suffixes = (".java",)

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task with every test switched on; further classes of the reference go into the answer's first file."""
        files = exercise.config.files
        tests = {path: switched_on(text) for path, text in exercise.texts(files.test).items()}
        return TrackTask(
            answer=files.solution,
            tests={path.removeprefix("src/test/java/"): text for path, text in tests.items()},
            solution=_reference(exercise),
            workspace=start_of(exercise, *files.editor),
            prony={
                "toolchain": _toolchains(exercise),
                "limits": {"cpu_s": 30, "wall_s": 60, "memory_mb": 2048, "processes": 1024},
            },
        )


def switched_on(text: str) -> str:
    """A file of tests with what is disabled in it switched on."""
    return _DISABLED.sub("", text).replace("import org.junit.jupiter.api.Disabled;\n", "")


def _toolchains(exercise: Exercise) -> list[str]:
    """What it takes: libraries beside the JDK, where tests or reference import one."""
    files = exercise.config.files
    texts = exercise.texts((*files.test, *exercise.references)).values()
    return ["java", "java-libraries"] if any(_LIBRARY.search(text) for text in texts) else ["java"]


def _reference(exercise: Exercise) -> dict[str, str]:
    """The reference in the answer's files, by the names of the classes."""
    texts = {path.rpartition("/")[2]: text for path, text in exercise.texts(exercise.references).items()}
    out = {path: texts.pop(path.rpartition("/")[2], "") for path in exercise.config.files.solution}
    first = next(iter(out))
    if not all(out.values()):
        raise ValueError("its reference lacks a class that is asked for")
    for text in texts.values():
        head = "".join(_IMPORT.findall(text))
        body = _PUBLIC_TYPE.sub("", _IMPORT.sub("", text))
        out[first] = f"{head}{out[first].rstrip()}\n\n{body}"
    return out


TRACK = JavaTrack()
