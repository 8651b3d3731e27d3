"""The embedded engine: llama.cpp out of a wheel, which Prony starts for a GGUF file.

Residents: this file, the kind · `adapter` · `process` (its child) · `embedded_child` (the child's program, which
imports nothing of prony).
"""

from __future__ import annotations

from prony.engines.engine import EngineLaunch
from prony.engines.kind import EngineKind
from prony.engines.kinds.embedded.adapter import Embedded, wheel_version
from prony.engines.machine import default_threads
from prony.engines.seen import Seen
from prony.nouns import EngineIdentity


class EmbeddedKind(EngineKind):
    """Only ever started, never found."""

    name = "embedded"
    starts = True
    shares_cpu = True

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """None: discovery leaves alone what Prony started."""
        return []

    def start(self, launch: EngineLaunch) -> Embedded:
        """llama.cpp's own server in a child process."""
        assert launch.gguf is not None
        return Embedded(
            launch.gguf,
            alias=launch.model,
            context=launch.context,
            threads=launch.threads,
            prompt_cache=launch.prompt_cache,
            log=launch.log,
        )

    def expected_identity(self, launch: EngineLaunch) -> EngineIdentity:
        """The wheel's version, and how many threads it will get."""
        return EngineIdentity(kind=self.name, version=wheel_version(), threads=launch.threads or default_threads())


ENGINE = EmbeddedKind()
