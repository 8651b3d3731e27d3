"""Find and run engines: servers that answer model requests, and the weights they serve. They do not parse replies.

Residents: `engine` (the nouns, and the protocols that adapters keep) · `kind` (what every kind of engine is made of) ·
`kinds` (one file a kind: how it is recognised, its adapter, how it is started) · `registry` (finds them) ·
`openai_compatible` (the generic adapter) · `readiness` (what a refusal means for later) · `started` (a server that
Prony starts; `child`, `launcher`: its process; `programs`: where built ones are kept) · `discover` (`candidates`: where
to look; `reach`: where exactly a server answers; `seen`: what it answered) · `model_names` (what somebody may mean who
says one) · `on_disk` (models on this machine's disks) · `weights` (the catalog) · `identity` (a model file's artifact;
`gguf_header`, `ggml_types`) · `context` (how much a plan needs) · `memory` and `cache_rules` (what that takes) ·
`llama_flags` and `serving_flags` (what a server was started with) · `prometheus` (what it counts) · `machine`, `probe`
and `machine_file` (told elsewhere) and `hosting` (where an engine computes; `listeners`: who listens on this machine) ·
`traffic` (what a server works on) · `base_urls` · `preflight` (what a chat template makes of messages).
"""

from prony.engines.context import context_for
from prony.engines.discover import discover
from prony.engines.engine import Description, Endpoint, Engine, EngineLaunch, LoadReport, ServedModel, StartedEngine
from prony.engines.identity import artifact, artifact_async, read_gguf
from prony.engines.kind import EngineKind
from prony.engines.kinds.embedded.adapter import Embedded
from prony.engines.machine import this_machine
from prony.engines.memory import MemoryNeed, memory_needed
from prony.engines.registry import ENGINES, adapter, in_full, kind_named, nearest_kinds
from prony.engines.weights import CatalogEntry, Progress, Stopped, cached, catalog, get

__all__ = [
    "ENGINES",
    "CatalogEntry",
    "Description",
    "Embedded",
    "Endpoint",
    "Engine",
    "EngineKind",
    "EngineLaunch",
    "LoadReport",
    "MemoryNeed",
    "Progress",
    "ServedModel",
    "StartedEngine",
    "Stopped",
    "adapter",
    "artifact",
    "artifact_async",
    "cached",
    "catalog",
    "context_for",
    "discover",
    "get",
    "in_full",
    "kind_named",
    "memory_needed",
    "nearest_kinds",
    "read_gguf",
    "this_machine",
]
