"""Replies of the dialects `messages` and `responses` as their published APIs show them, written by hand.

Sources: the streaming pages of both APIs, and the types of their SDKs (anthropic 2.14, openai 3.57).
"""

from __future__ import annotations

import json
from typing import Any

from fake_engine import Script, Step


def named(kind: str, **document: Any) -> bytes:
    """One event that names its type twice, as both APIs do."""
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **document}, ensure_ascii=False)}\n\n".encode()


# --- messages


USAGE = {"input_tokens": 5, "cache_creation_input_tokens": 7, "cache_read_input_tokens": 20, "output_tokens": 1}


def message(**more: Any) -> dict[str, Any]:
    whole = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None}
    return {**whole, "stop_sequence": None, "usage": USAGE, **more}


START = named("message_start", message=message())
PING = named("ping")
STOP = named("message_stop")


def block(index: int, **content_block: Any) -> bytes:
    return named("content_block_start", index=index, content_block=content_block)


def piece(index: int, kind: str, value: str) -> bytes:
    field = {"text_delta": "text", "thinking_delta": "thinking", "signature_delta": "signature"}
    delta = {"type": kind, field.get(kind, "partial_json"): value}
    return named("content_block_delta", index=index, delta=delta)


def closed(index: int) -> bytes:
    return named("content_block_stop", index=index)


def ended(reason: str | None, output: int = 3, **usage: int) -> bytes:
    delta = {"stop_reason": reason, "stop_sequence": None}
    return named("message_delta", delta=delta, usage={"output_tokens": output, **usage})


def said(*texts: str, index: int = 0) -> bytes:
    pieces = b"".join(piece(index, "text_delta", text) for text in texts)
    return block(index, type="text", text="") + pieces + closed(index)


def thought(*texts: str, index: int = 0, signature: str = "EqQB") -> bytes:
    pieces = b"".join(piece(index, "thinking_delta", text) for text in texts)
    return (
        block(index, type="thinking", thinking="", signature="")
        + pieces
        + piece(index, "signature_delta", signature)
        + closed(index)
    )


def called(name: str, *arguments: str, index: int = 0, identifier: str = "toolu_1") -> bytes:
    pieces = b"".join(piece(index, "input_json_delta", one) for one in arguments)
    return block(index, type="tool_use", id=identifier, name=name, input={}) + pieces + closed(index)


# --- responses


COUNTS = {
    "input_tokens": 32,
    "input_tokens_details": {"cached_tokens": 20},
    "output_tokens": 9,
    "output_tokens_details": {"reasoning_tokens": 4},
    "total_tokens": 41,
}


def response(status: str, output: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    whole = {"id": "resp_1", "object": "response", "created_at": 1, "model": "m", "status": status, "error": None}
    usage = {"usage": COUNTS if status in ("completed", "incomplete") else None}
    return {**whole, "incomplete_details": None, "output": output or [], **usage, **more}


CREATED = named("response.created", response=response("in_progress")) + named(
    "response.in_progress", response=response("in_progress")
)


def text_item(text: str, status: str = "completed") -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": []}
    return {"id": "msg_1", "type": "message", "role": "assistant", "status": status, "content": [part]}


def call_item(name: str, arguments: str) -> dict[str, Any]:
    whole = {"id": "fc_1", "type": "function_call", "call_id": "call_1", "status": "completed"}
    return {**whole, "name": name, "arguments": arguments}


def reasoning_item(text: str = "", summary: str = "", encrypted: str | None = None) -> dict[str, Any]:
    content = [{"type": "reasoning_text", "text": text}] if text else []
    parts = [{"type": "summary_text", "text": summary}] if summary else []
    return {"id": "rs_1", "type": "reasoning", "summary": parts, "content": content, "encrypted_content": encrypted}


def spoken(*texts: str, index: int = 0) -> bytes:
    where = {"item_id": "msg_1", "output_index": index, "content_index": 0}
    item, whole = text_item("".join(texts)), "".join(texts)
    return (
        named("response.output_item.added", output_index=index, item={**item, "content": [], "status": "in_progress"})
        + named("response.content_part.added", **where, part={"type": "output_text", "text": "", "annotations": []})
        + b"".join(named("response.output_text.delta", **where, delta=text) for text in texts)
        + named("response.output_text.done", **where, text=whole)
        + named("response.content_part.done", **where, part=item["content"][0])
        + named("response.output_item.done", output_index=index, item=item)
    )


def calling(name: str, *pieces: str, index: int = 0) -> bytes:
    item, where = call_item(name, "".join(pieces)), {"item_id": "fc_1", "output_index": index}
    return (
        named("response.output_item.added", output_index=index, item={**item, "arguments": "", "status": "in_progress"})
        + b"".join(named("response.function_call_arguments.delta", **where, delta=one) for one in pieces)
        + named("response.function_call_arguments.done", **where, arguments="".join(pieces))
        + named("response.output_item.done", output_index=index, item=item)
    )


def thinking(*pieces: str, index: int = 0, kind: str = "reasoning_text", **more: Any) -> bytes:
    where = {"item_id": "rs_1", "output_index": index, "content_index": 0}
    whole = "".join(pieces)
    item = reasoning_item(text=whole, **more) if kind == "reasoning_text" else reasoning_item(summary=whole, **more)
    return (
        named("response.output_item.added", output_index=index, item=reasoning_item())
        + b"".join(named(f"response.{kind}.delta", **where, delta=one) for one in pieces)
        + named(f"response.{kind}.done", **where, text=whole)
        + named("response.output_item.done", output_index=index, item=item)
    )


def over(status: str, *output: Any, **more: Any) -> bytes:
    return named(f"response.{status}", response=response(status, list(output), **more))


def streamed(*steps: Step) -> Script:
    return Script(steps)


# --- requests


MESSAGES_REQUEST = {
    "model": "m",
    "max_tokens": 50,
    "system": [{"type": "text", "text": "be good", "cache_control": {"type": "ephemeral"}}],
    "messages": [
        {"role": "user", "content": "do it"},
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "hm", "signature": "s"},
                {"type": "text", "text": "I look"},
                {"type": "tool_use", "id": "t", "name": "read", "input": {"path": "a"}},
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": "there"}]},
                {"type": "text", "text": "go on"},
                {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
            ],
        },
    ],
    "tools": [{"name": "read", "input_schema": {"type": "object"}}],
    "thinking": {"type": "enabled", "budget_tokens": 1024},
}
RESPONSES_REQUEST = {
    "model": "m",
    "max_output_tokens": 50,
    "instructions": "be good",
    "input": [
        {"role": "user", "content": [{"type": "input_text", "text": "do it"}]},
        {"type": "reasoning", "id": "r", "summary": [{"type": "summary_text", "text": "hm"}], "encrypted_content": "g"},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "I look"}]},
        {"type": "function_call", "call_id": "t", "name": "read", "arguments": '{"path": "a"}'},
        {"type": "function_call_output", "call_id": "t", "output": "there"},
        {
            "role": "user",
            "content": [{"type": "input_text", "text": "go on"}, {"type": "input_image", "image_url": "x"}],
        },
    ],
    "tools": [{"type": "function", "name": "read", "parameters": {"type": "object"}}],
    "reasoning": {"effort": "low"},
}
