"""Read exercises of Exercism's tracks, as the aider polyglot benchmark has them: folders with `.meta/config.json`."""

from __future__ import annotations

from pathlib import Path

import tomli_w

from prony.errors import SuiteError
from prony.suites.importers.foreign.exercises import Exercise, exercise_folders, read_exercise
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.tracks import TRACKS, ExerciseTrack
from prony.suites.importers.importer import ImportedSuite, ImportedTask, ImportSettings, Refusal

AGAIN = """\
Not all tests pass: {{ tests.passed }} of {{ tests.count }} do. This is what the others say.

{{ tests.failed }}

The tests stay as they are. Change the code so that every one of them passes.
"""
"""The brief of a try after the first."""


class Exercism:
    """Reads a folder of exercises, of one track or of several."""

    title = "a folder of Exercism's exercises (.meta/config.json), of one track or of several"
    takes = ("tries",)

    def recognises(self, source: Path) -> bool:
        """Tell by the first exercise in it."""
        return source.is_dir() and next(exercise_folders(source), None) is not None

    def read(self, source: Path) -> ImportedSuite:
        """Read every exercise for one try."""
        return self.read_with(source, ImportSettings())

    def read_with(self, source: Path, settings: ImportSettings) -> ImportedSuite:
        """Read every exercise; one that cannot become a task is a refusal."""
        tasks, refusals = [], []
        for folder in exercise_folders(source):
            where = folder.relative_to(source).as_posix() if folder != source else folder.name
            try:
                tasks.append(_task(read_exercise(folder), settings.tries))
            except SuiteError as error:
                refusals.append(Refusal(where=where, why=error.what))
            except (ValueError, OSError) as error:
                refusals.append(Refusal(where=where, why=str(error)[:300]))
        tasks.sort(key=lambda task: task.name)
        return ImportedSuite(
            title=f"Exercises of {source.resolve().name}",
            version="1",
            licence="unknown",
            tasks=tuple(tasks),
            refusals=tuple(refusals),
        )


def _task(exercise: Exercise, tries: int) -> ImportedTask:
    name, track = _track_of(exercise)
    made = track.task(exercise)
    if not exercise.brief:
        raise ValueError("it has no instructions")
    limits = {"cpu_s": 10, "wall_s": 30, "memory_mb": 1024}
    prony = {
        "title": f"{exercise.name} ({name})",
        "answer": list(made.answer),
        "source": f"exercism/{name}/{exercise.name}",
        "assurance": "B",
        "max_tokens": 4096,
        "limits": limits,
        "criteria": [{"id": "right", "tests": ["*"]}],
        **made.prony,
        **({"steps": [{"ask": "unsolved", "brief": "again.md", "shows": ["*"]}] * (tries - 1)} if tries > 1 else {}),
    }
    files = {
        "task.toml": tomli_w.dumps({"prony": prony}).encode(),
        "instruction.md": exercise.brief.encode(),
        **({"again.md": AGAIN.encode()} if tries > 1 else {}),
        **{f"workspace/{path}": data for path, data in made.workspace.items()},
        **{f"tests/{path}": text.encode() for path, text in made.tests.items()},
        **{f"solution/{path}": text.encode() for path, text in made.solution.items()},
    }
    return ImportedTask(name=task_name(f"{name}-{exercise.name}"), files=files)


def _track_of(exercise: Exercise) -> tuple[str, ExerciseTrack]:
    for name, track in TRACKS.items():
        if exercise.config.files.solution[0].endswith(track.suffixes):
            return name, track
    raise ValueError(f"no track here has files such as {exercise.config.files.solution[0]}")


IMPORTER = Exercism()
