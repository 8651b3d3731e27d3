"""Go: tests in the package, `*_test.go`, with the cases of some of them in a file of their own."""

from __future__ import annotations

from prony.suites.importers.foreign.exercises import Exercise
from prony.suites.importers.foreign.tracks.track import TrackTask, reference_as_answer, start_of


class GoTrack:
    """Exercises in Go."""

    suffixes = (".go",)

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task. Beside the answer lies what the package has but tests and their cases, which are hidden."""
        files = exercise.config.files
        package = [path for path in exercise.files if not path.startswith(".") and path.endswith((".go", "go.mod"))]
        tests = tuple(path for path in package if path.endswith("_test.go"))
        return TrackTask(
            answer=files.solution,
            tests=exercise.texts(tests),
            solution=reference_as_answer(exercise, files.solution),
            workspace=start_of(exercise, *(path for path in package if path not in tests)),
            prony={"toolchain": "go"},
        )


TRACK = GoTrack()
