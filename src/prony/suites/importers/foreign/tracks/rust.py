"""Rust: integration tests in `tests/`, all but the first of them ignored."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.exercises import Exercise
from prony.suites.importers.foreign.tracks.track import TrackTask, reference_as_answer, start_of

_IGNORED = re.compile(r"^[ \t]*#\[ignore(\s*=\s*\"[^\"]*\")?\][ \t]*\n", re.MULTILINE)
_MORE = re.compile(
    r"^(?:anyhow|counter|itertools|num-bigint|num-traits|permutohedron|thiserror|time)\s*=", re.MULTILINE
)
"""Crates of the toolchain `rust-more-crates`, where a Cargo.toml names one."""


class RustTrack:
    """Exercises in Rust."""

    suffixes = (".rs",)

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task: the answer is the crate's sources; its Cargo.toml stays, since no package can be added to it."""
        files = exercise.config.files
        answer = tuple(path for path in files.solution if path.endswith(".rs"))
        texts = exercise.texts(tuple(path for path in files.test if path.endswith(".rs")))
        return TrackTask(
            answer=answer,
            tests={path.removeprefix("tests/"): _IGNORED.sub("", text) for path, text in texts.items()},
            solution=reference_as_answer(exercise, answer),
            workspace=start_of(exercise, "Cargo.toml", *(path for path in exercise.files if path.startswith("src/"))),
            prony={
                "toolchain": _toolchains(exercise),
                "limits": {"cpu_s": 30, "wall_s": 60, "memory_mb": 1024, "processes": 256},
            },
        )


def _toolchains(exercise: Exercise) -> list[str]:
    """What it takes: more crates, where the exercise or its example asks for them."""
    manifests = [path for path in exercise.files if path.rpartition("/")[2] in ("Cargo.toml", "Cargo-example.toml")]
    asked = any(_MORE.search(exercise.files[path].decode("utf-8", "replace")) for path in manifests)
    return ["rust", "rust-more-crates"] if asked else ["rust"]


TRACK = RustTrack()
