"""Python: test cases of unittest in `*_test.py`."""

from __future__ import annotations

from prony.suites.importers.foreign.exercises import Exercise
from prony.suites.importers.foreign.tracks.track import TrackTask, reference_as_answer, start_of


class PythonTrack:
    """Exercises in Python."""

    suffixes = (".py",)

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task: tests as they are, run by the house's runner for unittest."""
        files = exercise.config.files
        return TrackTask(
            answer=files.solution,
            tests=exercise.texts(files.test),
            solution=reference_as_answer(exercise, files.solution),
            workspace=start_of(exercise, *files.editor),
            prony={"grader": {"kind": "suite", "suite": {"files": list(files.test)}}, "toolchain": "python"},
        )


TRACK = PythonTrack()
