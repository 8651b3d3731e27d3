"""The replay engine: it says what lies in files, a reply for each task, over the same wire as any engine.

For contestants whose answers are known: references that are too long for a tape, and replies of models that were kept.
Residents: this file, the kind and its server · `replay_server`, the server's program, which imports nothing of prony.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from prony.engines.engine import Description, EngineLaunch
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen
from prony.engines.started import StartedServer
from prony.errors import EngineError
from prony.nouns import Artifact, EngineIdentity, Noun, Thinking

SERVER = Path(__file__).with_name("replay_server.py")
REPLY_SUFFIXES = (".md", ".json")
"""A text that is said as it stands; a message with all that it has beside its text."""


class ReplayOptions(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `options` of a contestant."""

    replies: str
    """The folder of its replies: `SUITE/TASK.md`, or `TASK.md`."""


class ReplayServer(StartedServer):
    """The server of one folder of replies.

    Entering raises EngineError E215 for a folder that is none, or holds no reply.
    """

    key_variable = "PRONY_REPLAY_KEY"

    def command(self, port: int) -> Sequence[str]:
        """Our own program, with an interpreter that reads no site-packages."""
        folder = _folder(self.launch.options)
        return (sys.executable, "-I", "-S", str(SERVER), str(port), self.launch.model, str(folder))

    async def describe(self, model: str) -> Description:
        """The replies stand for the weights: their digest tells two contestants of one name apart."""
        description, folder = await super().describe(model), _folder(self.launch.options)
        size_bytes, digest = _measured(folder)
        return msgspec.structs.replace(
            description,
            artifact=Artifact(sha256=digest, file=folder.name, size_bytes=size_bytes),
            engine=EngineIdentity(kind=self.kind),
            offers_tools=True,
            thinking=Thinking.OFF,
            shares_cpu=False,
        )


class ReplayKind(EngineKind):
    """Only ever started, never found."""

    name = "replay"
    starts = True
    needs_gguf = False
    options = ReplayOptions
    lists_all = True
    shares_cpu = False  # it computes nothing

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """None: discovery leaves alone what Prony started."""
        return []

    def start(self, launch: EngineLaunch) -> ReplayServer:
        """A server of the folder that `options.replies` names."""
        return ReplayServer(launch, kind=self)

    def expected_identity(self, launch: EngineLaunch) -> EngineIdentity:
        """Its name alone: where the replies lie does not change what is said."""
        return EngineIdentity(kind=self.name)


ENGINE = ReplayKind()


def _folder(options: dict[str, Any]) -> Path:
    """The folder of replies. Raises EngineError E215."""
    folder = Path(str(options["replies"])).expanduser().absolute()
    if next(_replies(folder), None) is None:
        what = "holds no reply" if folder.is_dir() else "is no folder"
        raise EngineError(
            "E215",
            f"{folder} {what}",
            where=str(folder),
            hint="options = { replies = FOLDER }, with a file SUITE/TASK.md for each task",
        )
    return folder


def _replies(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in REPLY_SUFFIXES and path.is_file())


def _measured(folder: Path) -> tuple[int, str]:
    """The bytes of all replies, and a digest of their names and bytes."""
    digest, size_bytes = hashlib.sha256(), 0
    for path in _replies(folder):
        data = path.read_bytes()
        size_bytes += len(data)
        digest.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode() + data)
    return size_bytes, digest.hexdigest()
