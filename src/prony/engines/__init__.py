"""Find and run engines: servers that answer model requests, and the weights they serve. They do not parse replies.

Residents: `engine` (the nouns and the protocol every adapter keeps) · `registry` (adapters by kind) · adapters:
`openai_compatible` (the generic one), `llama_server`, `embedded` (llama.cpp as our child; `embedded_process`,
`embedded_child`) · `identity` (a model file's artifact; `gguf_header`, `ggml_types`, `file_digests`) · `machine` and
`hosting` (where an engine computes) · `http` (one request, one small answer).
"""

from prony.engines.embedded import Embedded, context_for
from prony.engines.engine import Description, Endpoint, Engine, LoadReport, ServedModel
from prony.engines.identity import artifact, artifact_async, read_gguf
from prony.engines.machine import this_machine
from prony.engines.registry import ADAPTERS, adapter

__all__ = [
    "ADAPTERS",
    "Description",
    "Embedded",
    "Endpoint",
    "Engine",
    "LoadReport",
    "ServedModel",
    "adapter",
    "artifact",
    "artifact_async",
    "context_for",
    "read_gguf",
    "this_machine",
]
