"""JavaScript: tests in the style of Jest in `*.spec.js`, of which all but the first are switched off."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.exercises import Exercise
from prony.suites.importers.foreign.tracks.track import TrackTask, reference_as_answer, start_of

_SWITCHED_OFF = re.compile(r"\bx(test|it|describe)(?=\s*[(.])")
_SKIPPED = re.compile(r"\b(test|it|describe)\.skip(?=\s*[(.])")


class JavaScriptTrack:
    """Exercises in JavaScript."""

    suffixes = (".js", ".mjs")

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task with every test switched on."""
        files = exercise.config.files
        tests = {path: switched_on(text) for path, text in exercise.texts(files.test).items()}
        return TrackTask(
            answer=files.solution,
            tests=tests,
            solution=reference_as_answer(exercise, files.solution),
            workspace=start_of(exercise, *files.editor),
            prony={"toolchain": "node"},
        )


def switched_on(text: str) -> str:
    """A file of tests with what is skipped in it switched on."""
    return _SKIPPED.sub(r"\1", _SWITCHED_OFF.sub(r"\1", text))


TRACK = JavaScriptTrack()
