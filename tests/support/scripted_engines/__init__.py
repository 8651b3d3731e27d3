"""Scripted engines: servers that answer as real ones do, from their source or their documentation, one class a server.

Each recites the phrases of `capture_wires.SCRIPTS`, as tape models do behind real servers, so that one contract
(tests/contract) holds for both. What a class leaves out is as in most servers of the OpenAI dialect.

Residents: `scripted` (what they share) · `llama_family` · `python_servers` · `desktop` · `hosted`.
"""

from __future__ import annotations

from scripted_engines.desktop import LmStudio
from scripted_engines.hosted import AnthropicCloud, LiteLlm, OpenAiCloud
from scripted_engines.llama_family import KoboldCpp, LlamaServer, LlamaSwap, Router
from scripted_engines.python_servers import SGLang, TabbyApi, Tgi, Vllm
from scripted_engines.scripted import Scripted

SCRIPTED: dict[str, type[Scripted]] = {
    "llama-server": LlamaServer,
    "router": Router,
    "llama-swap": LlamaSwap,
    "koboldcpp": KoboldCpp,
    "lm-studio": LmStudio,
    "vllm": Vllm,
    "sglang": SGLang,
    "tabbyapi": TabbyApi,
    "tgi": Tgi,
    "litellm": LiteLlm,
    "openai-cloud": OpenAiCloud,
    "anthropic-cloud": AnthropicCloud,
}
"""By the name under which the contract runs them."""
