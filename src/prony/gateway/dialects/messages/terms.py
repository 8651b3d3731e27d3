"""The terms of the dialect `messages`: a conversation of ours said in them, and one of anybody's shown to people."""

from __future__ import annotations

from typing import Any

from prony.gateway.wire import Message, ToolCallText, arguments_of, mended, object_of, text_of

MAX_TOKENS = 4096
"""Of a reply where nobody says it: the dialect has no request without a limit."""
_SAMPLING = {"temperature": "temperature", "top_p": "top_p", "top_k": "top_k", "stop": "stop_sequences"}
"""Fields of chat completions that have a counterpart here."""


def request_of(conversation: dict[str, Any]) -> dict[str, Any]:
    """The body of a streamed request that says a conversation in the terms of chat completions."""
    said = [one for one in conversation.get("messages") or [] if one["role"] not in ("system", "developer")]
    system = [text_of(one.get("content")) for one in conversation.get("messages") or [] if one not in said]
    body: dict[str, Any] = {
        "model": conversation.get("model"),
        "max_tokens": conversation.get("max_tokens") or MAX_TOKENS,
        "messages": _turns(said),
        "stream": True,
    }
    if system:
        body["system"] = "\n\n".join(system)
    for name, mine in _SAMPLING.items():
        if conversation.get(name) is not None:
            body[mine] = conversation[name]
    if isinstance(body.get("stop_sequences"), str):
        body["stop_sequences"] = [body["stop_sequences"]]
    if conversation.get("tools"):
        body["tools"] = [_tool(one["function"]) for one in conversation["tools"]]
    return body


def shown(body: dict[str, Any]) -> list[Message]:
    """The messages of a request's body. Raises KeyError, TypeError or AttributeError where it has another shape."""
    found = [Message(role="system", text=_texts(body["system"]))] if body.get("system") else []
    for one in body["messages"]:
        found.extend(_shown_turn(str(one["role"]), one["content"]))
    return found


def _tool(function: dict[str, Any]) -> dict[str, Any]:
    described = {"description": function["description"]} if function.get("description") else {}
    schema = function.get("parameters") or {"type": "object", "properties": {}}
    return {"name": function["name"], **described, "input_schema": schema}


def _turns(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """User and assistant by turns: results of tools are the user's, and neighbours of one role are one."""
    turns: list[dict[str, Any]] = []
    for message in messages:
        role = "assistant" if message["role"] == "assistant" else "user"
        blocks = _blocks(message)
        if turns and turns[-1]["role"] == role:
            turns[-1]["content"].extend(blocks)
        elif blocks:
            turns.append({"role": role, "content": blocks})
    return turns


def _blocks(message: dict[str, Any]) -> list[dict[str, Any]]:
    if message["role"] == "tool":
        text = text_of(message.get("content"))
        return [{"type": "tool_result", "tool_use_id": message.get("tool_call_id") or "", "content": text}]
    text = text_of(message.get("content"))
    # A block of text must not be empty.
    blocks: list[dict[str, Any]] = [{"type": "text", "text": text}] if text.strip() else []
    for call in message.get("tool_calls") or ():
        function = call["function"]
        given = object_of(function.get("arguments"))
        blocks.append({"type": "tool_use", "id": call.get("id") or "", "name": function["name"], "input": given})
    return blocks


def _texts(content: Any) -> str:
    """The text of blocks; of a block that is none, what it is."""
    if isinstance(content, str):
        return mended(content)
    return mended("\n".join(_text(block) for block in content or ()))


def _text(block: Any) -> str:
    if not isinstance(block, dict):
        return str(block)
    if isinstance(block.get("text"), str):
        return str(block["text"])
    source = block.get("source")
    what = source.get("media_type") or source.get("type") if isinstance(source, dict) else None
    return f"[{block.get('type')}: {what}]" if what else f"[{block.get('type')}]"


def _shown_turn(role: str, content: Any) -> list[Message]:
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else list(content)
    results, calls, thoughts, texts = [], [], [], []
    for block in blocks:
        kind = block.get("type") if isinstance(block, dict) else None
        if kind == "tool_result":
            results.append(Message(role="tool", text=_texts(block.get("content"))))
        elif kind == "tool_use":
            given = arguments_of(block.get("input"))
            calls.append(ToolCallText(id=str(block.get("id")), name=str(block.get("name")), arguments=given))
        elif kind == "thinking":
            thoughts.append(str(block.get("thinking") or ""))
        else:
            texts.append(_text(block))
    turn = Message(
        role=role,
        text=mended("\n".join(texts)),
        reasoning=mended("\n".join(filter(None, thoughts))),
        calls=tuple(calls),
    )
    return [*results, turn] if texts or thoughts or calls or not results else results
