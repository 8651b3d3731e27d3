"""LiteLLM before somebody's cloud, and clouds of the OpenAI dialect and of Messages. Sources: their documentation."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from capture_wires import ANSWER
from fake_engine import Script, Step

from prony.nouns import EngineIdentity
from scripted_engines.scripted import CALLED, CONTEXT, LONG, Scripted, document, error, listed


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


class AnthropicCloud(Scripted):
    """Messages: named events, text in blocks, counts that grow."""

    kind = "anthropic"
    model = "claude-small"
    says_state = False
    dialect = "messages"
    identity = EngineIdentity(kind=kind, settings={"dialect": "messages"})

    def gets(self) -> dict[str, Any]:
        row = {"type": "model", "id": self.model, "display_name": "Small", "created_at": "2026-01-01T00:00:00Z"}
        return {"/v1/models": {"data": [row], "has_more": False, "first_id": self.model, "last_id": self.model}}

    def posts(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {"/v1/messages": self.chat}

    def chat(self, body: dict[str, Any]) -> Script:
        """The last text, or the last result of a tool, says what is wanted."""
        last = body["messages"][-1]["content"]
        said = last if isinstance(last, str) else last[-1].get("text", last[-1].get("content"))
        return super().chat({**body, "messages": [{"role": "user", "content": said}]})

    def usage(self, prompt: int, completion: int) -> dict[str, Any]:
        cached = {"cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
        return {"input_tokens": prompt, **cached, "output_tokens": completion}

    def as_events(
        self, pieces: list[dict[str, Any]], reason: str, counts: dict[str, Any]
    ) -> tuple[list[bytes], list[Step], list[bytes]]:
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": self.model, "content": []}
        begun = {"message": {**message, "stop_reason": None, "usage": {**counts, "output_tokens": 1}}}
        words = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}[reason]
        delta = {"stop_reason": words, "stop_sequence": None}
        events: list[Step] = []
        for at, piece in enumerate(pieces):
            events += _blocks(at, piece) if "tool_calls" not in piece else []
        if reason == "tool_calls":
            events += _call()
        ended = [_named("message_delta", delta=delta, usage=counts), _named("message_stop")]
        return [_named("message_start", **begun), _named("ping")], events, ended

    def in_one(self, said: str, body: dict[str, Any], prompt: int) -> Script:
        content = [{"type": "text", "text": ANSWER}]
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": self.model, "content": content}
        counts = self.usage(prompt, 6)
        return document(200, {**message, "stop_reason": "end_turn", "stop_sequence": None, "usage": counts})

    def too_long(self, body: dict[str, Any]) -> Script:
        words = f"prompt is too long: {LONG} tokens > {CONTEXT} maximum"
        return document(400, {"type": "error", "error": {"type": "invalid_request_error", "message": words}})

    def no_such_model(self, body: dict[str, Any]) -> Script:
        words = f"model: {body['model']}"
        return document(404, {"type": "error", "error": {"type": "not_found_error", "message": words}})


def _named(kind: str, **fields: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields}, ensure_ascii=False)}\n\n".encode()


def _blocks(at: int, piece: dict[str, Any]) -> list[Step]:
    """A block of one piece."""
    thinks = "reasoning_content" in piece
    name, text = ("thinking", piece["reasoning_content"]) if thinks else ("text", piece["content"])
    begun = {"type": name, name: ""}
    delta = {"type": f"{name}_delta", name: text}
    return [
        _named("content_block_start", index=at, content_block=begun),
        _named("content_block_delta", index=at, delta=delta),
        _named("content_block_stop", index=at),
    ]


def _call() -> list[Step]:
    arguments = json.dumps(CALLED["arguments"])
    begun = {"type": "tool_use", "id": "toolu_1", "name": CALLED["name"], "input": {}}
    deltas = [{"type": "input_json_delta", "partial_json": half} for half in ("", arguments[:7], arguments[7:])]
    return [
        _named("content_block_start", index=0, content_block=begun),
        *(_named("content_block_delta", index=0, delta=delta) for delta in deltas),
        _named("content_block_stop", index=0),
    ]
