"""Tracks: how exercises of each language become tasks, one file each.

Residents: `cpp` · `go` · `java` · `javascript` · `python` · `rust`. Beside them `track` (what a track is).
"""

from prony.registry import Registry
from prony.suites.importers.foreign.tracks.track import ExerciseTrack, TrackTask

TRACKS: Registry[ExerciseTrack] = Registry(
    "track", "prony.suites.importers.foreign.tracks", "TRACK", besides=("track",)
)

__all__ = ["TRACKS", "ExerciseTrack", "TrackTask"]
