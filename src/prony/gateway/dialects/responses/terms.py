"""The terms of the dialect `responses`: a conversation of ours said in them, and one of anybody's shown to people."""

from __future__ import annotations

from typing import Any

from prony.gateway.wire import Message, ToolCallText, arguments_of, mended, text_of

_SAME = ("temperature", "top_p")
"""Fields of chat completions that are called the same here."""
_CALLS = {
    "function_call": ("name", "arguments"),
    "custom_tool_call": ("name", "input"),
    "local_shell_call": ("type", "action"),
    "shell_call": ("type", "action"),
    "apply_patch_call": ("type", "operation"),
    "computer_call": ("type", "action"),
}
"""Items that are calls: where their name and their arguments stand."""
_RESULT = "_output"


def request_of(conversation: dict[str, Any]) -> dict[str, Any]:
    """The body of a streamed request that says a conversation in the terms of chat completions."""
    said = list(conversation.get("messages") or [])
    instructions = []
    while said and said[0]["role"] in ("system", "developer"):
        instructions.append(text_of(said.pop(0).get("content")))
    body: dict[str, Any] = {
        "model": conversation.get("model"),
        "input": [item for message in said for item in _items(message)],
        "stream": True,
        "store": False,
    }
    if instructions:
        body["instructions"] = "\n\n".join(instructions)
    if conversation.get("max_tokens") is not None:
        body["max_output_tokens"] = conversation["max_tokens"]
    body.update({name: conversation[name] for name in _SAME if conversation.get(name) is not None})
    if conversation.get("tools"):
        body["tools"] = [{"type": "function", **one["function"]} for one in conversation["tools"]]
    return body


def shown(body: dict[str, Any]) -> list[Message]:
    """The messages of a request's body. Raises KeyError, TypeError or AttributeError where it has another shape."""
    found: list[Message] = []
    if body.get("instructions"):
        found.append(Message(role="system", text=mended(str(body["instructions"]))))
    given = body["input"]
    for item in [{"role": "user", "content": given}] if isinstance(given, str) else given:
        message = _shown(item)
        if found and message.role == found[-1].role == "assistant":
            message = _joined(found.pop(), message)
        found.append(message)
    return found


def _items(message: dict[str, Any]) -> list[dict[str, Any]]:
    role, text = message["role"], text_of(message.get("content"))
    if role == "tool":
        return [{"type": "function_call_output", "call_id": message.get("tool_call_id") or "", "output": text}]
    kind = "output_text" if role == "assistant" else "input_text"
    items: list[dict[str, Any]] = []
    if text or not message.get("tool_calls"):
        items.append({"type": "message", "role": role, "content": [{"type": kind, "text": text}]})
    for call in message.get("tool_calls") or ():
        function = call["function"]
        given = arguments_of(function.get("arguments"))
        item = {"type": "function_call", "call_id": call.get("id") or "", "name": function["name"], "arguments": given}
        items.append(item)
    return items


def _shown(item: dict[str, Any]) -> Message:
    kind = str(item.get("type") or "message")
    if kind == "message":
        return Message(role=str(item["role"]), text=_texts(item.get("content")))
    if kind == "reasoning":
        return Message(role="assistant", reasoning=_texts(item.get("content") or item.get("summary")))
    if kind in _CALLS:
        name, arguments = (item.get(field) for field in _CALLS[kind])
        call = ToolCallText(
            id=str(item["call_id"]) if item.get("call_id") else None,
            name=str(name).removesuffix("_call"),
            arguments=arguments_of(arguments),
        )
        return Message(role="assistant", calls=(call,))
    if kind.endswith(_RESULT):
        return Message(role="tool", text=_texts(item.get("output")))
    return Message(role="assistant", text=f"[{kind}]")


def _joined(first: Message, second: Message) -> Message:
    return Message(
        role="assistant",
        text="\n".join(filter(None, (first.text, second.text))),
        reasoning="\n".join(filter(None, (first.reasoning, second.reasoning))),
        calls=(*first.calls, *second.calls),
    )


def _texts(content: Any) -> str:
    """The text of parts; of a part that is none, what it is."""
    if not isinstance(content, list):
        return mended(text_of(content))
    return mended("\n".join(map(_text, content)))


def _text(part: Any) -> str:
    if not isinstance(part, dict):
        return str(part)
    text = part.get("text", part.get("refusal"))
    return str(text) if text is not None else f"[{part.get('type')}]"
