"""Find and run engines: servers that answer model requests, and the weights they serve. They do not parse replies.

Residents: `engine` (the nouns and the protocol every adapter keeps) · `registry` (adapters by kind) · adapters:
`openai_compatible` (the generic one), `llama_server`, `ollama` (`ollama_model`: what it shows of a model), `embedded`
(llama.cpp as our child; `embedded_process`, `embedded_child`) · `discover` (`candidates`: where to look; `kinds`: what
to recognise) · `weights` (the catalog and the only downloader) · `identity` (a model file's artifact; `gguf_header`,
`ggml_types`, `file_digests`) · `machine` and `hosting` (where an engine computes) · `http` (one request, one small
answer).
"""

from prony.engines.discover import discover
from prony.engines.embedded import Embedded, context_for
from prony.engines.engine import Description, Endpoint, Engine, LoadReport, ServedModel
from prony.engines.identity import artifact, artifact_async, read_gguf
from prony.engines.machine import this_machine
from prony.engines.registry import ADAPTERS, adapter, in_full
from prony.engines.weights import CatalogEntry, Progress, Stopped, cached, catalog, get

__all__ = [
    "ADAPTERS",
    "CatalogEntry",
    "Description",
    "Embedded",
    "Endpoint",
    "Engine",
    "LoadReport",
    "Progress",
    "ServedModel",
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
    "read_gguf",
    "this_machine",
]
