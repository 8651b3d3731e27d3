"""An engine kind of somebody else's: a server that says what a script says, found at a URL or started by Prony."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from prony.engines import EngineKind, EngineLaunch
from prony.engines.seen import Seen
from prony.engines.started import StartedServer
from prony.nouns import Noun

SERVER = Path(__file__).with_name("parrot_server.py")


class ParrotOptions(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """script: JSON, from a phrase in the prompt to the answer. temper: what it is like."""

    script: str
    temper: str = "mild"


class Parrot(StartedServer):
    """Our child, for one contestant; its program demands a key."""

    key_variable = "PARROT_KEY"

    def command(self, port: int) -> Sequence[str]:
        """A program, with everything that it needs as arguments."""
        script = str(self.launch.options["script"])
        return (sys.executable, str(SERVER), str(port), self.launch.model, str(self.launch.context), script)


class ParrotKind(EngineKind):
    """Recognised by the owner of its model."""

    name = "parrot"
    asks = ("/perch",)
    starts = True
    needs_gguf = False
    options = ParrotOptions

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner `parrot`."""
        return seen.owned_by("parrot")

    def version(self, seen: Seen) -> str | None:
        """`/perch`."""
        version = seen["/perch"].fields.get("version")
        return version if isinstance(version, str) else None

    def start(self, launch: EngineLaunch) -> Parrot:
        """A child of ours."""
        return Parrot(launch, kind=self)


ENGINE = ParrotKind()
