"""LiteLLM before somebody's cloud, and a cloud of the OpenAI dialect. Sources: their documentation."""

from __future__ import annotations

from typing import Any

from fake_engine import Script

from prony.nouns import EngineIdentity
from scripted_engines.scripted import CONTEXT, LONG, Scripted, error, listed


class LiteLlm(Scripted):
    """A proxy: names alone."""

    kind = "litellm"
    says_state = False
    identity = EngineIdentity(kind=kind)

    def gets(self) -> dict[str, Any]:
        return {"/v1/models": listed("openai", self.model), "/health/liveliness": b'"I\'m alive!"'}

    def too_long(self, body: dict[str, Any]) -> Script:
        words = f"litellm.ContextWindowExceededError: OpenAIException - maximum context length is {CONTEXT} tokens"
        return error(400, words, type=None, param=None, code="400")

    def no_such_model(self, body: dict[str, Any]) -> Script:
        words = f"/chat/completions: Invalid model name passed in model={body['model']}. Call `/v1/models` to view"
        return error(400, words, type="None", code="400")


class OpenAiCloud(Scripted):
    """Names alone, counts in detail, every event padded."""

    kind = "openai-compatible"
    model = "gpt-4o-mini"
    says_state = False
    identity = EngineIdentity(kind=kind)

    def gets(self) -> dict[str, Any]:
        return {"/v1/models": listed("system", self.model)}

    def event(self, choices: list[dict[str, Any]], **more: Any) -> bytes:
        return super().event(choices, **{"usage": None, "service_tier": "default", "obfuscation": "aB3", **more})

    def usage(self, prompt: int, completion: int) -> dict[str, Any]:
        details = {"prompt_tokens_details": {"cached_tokens": 0}, "completion_tokens_details": {"reasoning_tokens": 0}}
        return {**super().usage(prompt, completion), **details}

    def too_long(self, body: dict[str, Any]) -> Script:
        words = f"This model's maximum context length is {CONTEXT} tokens. Your messages resulted in {LONG} tokens."
        return error(400, words, type="invalid_request_error", param="messages", code="context_length_exceeded")

    def no_such_model(self, body: dict[str, Any]) -> Script:
        words = f"The model `{body['model']}` does not exist or you do not have access to it."
        return error(404, words, type="invalid_request_error", param=None, code="model_not_found")
