"""The kinds of engine that discovery knows. A new one is a sibling here and a line in `KINDS`.

Residents: `kind` (the base: any OpenAI-compatible server) · `llama_cpp` · `llama_swap` · `ollama` · `lm_studio` ·
`python_servers` (vLLM, SGLang) · `litellm`.
"""

from prony.engines.kinds.kind import Kind, Seen
from prony.engines.kinds.litellm import LiteLlmKind
from prony.engines.kinds.llama_cpp import LlamaRouterKind, LlamaServerKind
from prony.engines.kinds.llama_swap import LlamaSwapKind
from prony.engines.kinds.lm_studio import LmStudioKind
from prony.engines.kinds.ollama import OllamaKind
from prony.engines.kinds.python_servers import SglangKind, VllmKind

KINDS: tuple[Kind, ...] = (
    LlamaServerKind(),
    LlamaRouterKind(),
    LlamaSwapKind(),
    OllamaKind(),
    LmStudioKind(),
    VllmKind(),
    SglangKind(),
    LiteLlmKind(),
    Kind(),
)
"""Every kind; the one whose signs score most wins, the generic one last."""


def kind_named(name: str) -> Kind:
    """The kind called `name`; the generic one for a name that is not known."""
    return next((kind for kind in KINDS if kind.name == name), KINDS[-1])


__all__ = ["KINDS", "Kind", "Seen", "kind_named"]
