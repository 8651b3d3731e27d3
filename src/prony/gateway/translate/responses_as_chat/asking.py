"""A request of Responses in the terms of chat completions."""

from __future__ import annotations

from typing import Any

from prony.gateway.translate.responses_as_chat.sealing import opened
from prony.gateway.translate.translation import Lost, Untranslatable
from prony.gateway.wire import arguments_of

_SAME = ("model", "temperature", "top_p", "stream", "parallel_tool_calls", "top_logprobs")
_KNOWN = frozenset(
    {*_SAME, "input", "instructions", "max_output_tokens", "tools", "tool_choice", "reasoning", "text", "include"}
)
_NEVER = {
    "previous_response_id": "a conversation that the engine keeps",
    "conversation": "a conversation that the engine keeps",
    "prompt": "a prompt that the engine keeps",
}
"""Fields without which a request would be another one."""
SEALED = "reasoning.encrypted_content"
_FUNCTION = frozenset({"type", "name", "description", "parameters", "strict"})
_FREEFORM = {
    "type": "object",
    "properties": {"input": {"type": "string", "description": "The whole text."}},
    "required": ["input"],
}
"""What a tool for free text takes as a function."""
_ITEMS = {
    "message": frozenset({"type", "role", "content", "id", "status", "phase"}),
    "reasoning": frozenset({"type", "id", "status", "summary", "content", "encrypted_content"}),
    "function_call": frozenset({"type", "id", "status", "call_id", "name", "arguments"}),
    "custom_tool_call": frozenset({"type", "id", "status", "call_id", "name", "input"}),
    "function_call_output": frozenset({"type", "id", "status", "call_id", "output"}),
    "custom_tool_call_output": frozenset({"type", "id", "status", "call_id", "output"}),
}
_ROLES = frozenset({"user", "assistant", "system"})
_TEXTS = frozenset({"input_text", "output_text", "text", "summary_text", "reasoning_text"})


def conversation_of(body: dict[str, Any], lost: Lost) -> dict[str, Any]:
    """The body of a request of chat completions. Raises Untranslatable."""
    for name, words in _NEVER.items():
        if body.get(name):
            raise Untranslatable(f"{name} has no counterpart in chat completions: {words}")
    said: dict[str, Any] = {name: body[name] for name in _SAME if body.get(name) is not None}
    said["messages"] = _messages(body, lost)
    if body.get("max_output_tokens") is not None:
        said["max_tokens"] = body["max_output_tokens"]
    _tools(body, said, lost)
    thinking = dict(body.get("reasoning") or {})
    if (effort := thinking.pop("effort", None)) is not None:
        said["reasoning_effort"] = effort
    lost.rest(thinking, frozenset(), "reasoning.")
    _format(dict(body.get("text") or {}), said, lost)
    for name in body.get("include") or ():
        if name != SEALED:
            lost.add(f"include: {name}")
    lost.rest(body, _KNOWN)
    return said


def freeform_tools(body: dict[str, Any]) -> tuple[str, ...]:
    """The names of the tools whose calls hold free text."""
    return tuple(str(tool["name"]) for tool in body.get("tools") or () if tool.get("type") == "custom")


def wants_sealed(body: dict[str, Any]) -> bool:
    """Whether a harness wants its reasoning as something to send back."""
    return SEALED in (body.get("include") or ())


def _format(wanted: dict[str, Any], said: dict[str, Any], lost: Lost) -> None:
    shape = wanted.pop("format", None) or {"type": "text"}
    if shape["type"] == "json_schema":
        schema = {name: shape[name] for name in ("name", "schema", "strict", "description") if name in shape}
        said["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif shape["type"] != "text":
        said["response_format"] = shape
    lost.rest(wanted, frozenset(), "text.")


def _tools(body: dict[str, Any], said: dict[str, Any], lost: Lost) -> None:
    offered = [one for tool in body.get("tools") or () if (one := _tool(tool, lost)) is not None]
    if offered:
        said["tools"] = offered
    choice = body.get("tool_choice")
    if isinstance(choice, dict):
        if choice.get("name") not in [tool["function"]["name"] for tool in offered]:
            wanted = choice.get("name") or choice.get("type")
            raise Untranslatable(f"the tool {wanted} is demanded, and is none that chat completions can offer")
        said["tool_choice"] = {"type": "function", "function": {"name": choice["name"]}}
    elif choice is not None and offered:
        said["tool_choice"] = choice
    if not offered:
        said.pop("parallel_tool_calls", None)


def _tool(tool: dict[str, Any], lost: Lost) -> dict[str, Any] | None:
    """A function; a tool for free text as a function of one argument; None for one that is the engine's to run."""
    if tool["type"] == "function":
        lost.rest(tool, _FUNCTION, "tools.")
        function = {name: tool[name] for name in ("name", "description", "strict") if tool.get(name) is not None}
        return {"type": "function", "function": {**function, "parameters": tool.get("parameters") or _NO_PARAMETERS}}
    if tool["type"] == "custom":
        lost.rest(tool, frozenset({"type", "name", "description"}), "tools.")
        described = {"description": tool["description"]} if tool.get("description") else {}
        return {"type": "function", "function": {"name": tool["name"], **described, "parameters": _FREEFORM}}
    lost.add(f"tools: {tool['type']} {tool.get('name') or ''}".strip())
    return None


_NO_PARAMETERS: dict[str, Any] = {"type": "object", "properties": {}}


def _messages(body: dict[str, Any], lost: Lost) -> list[dict[str, Any]]:
    """Items as messages: what leads is one system message, and what the assistant did between two others one turn."""
    given = body["input"]
    items = [{"role": "user", "content": given}] if isinstance(given, str) else given
    found: list[dict[str, Any]] = []
    if body.get("instructions"):
        found.append({"role": "system", "content": str(body["instructions"])})
    for item in items:
        message = _message(item, lost)
        if message is None:
            continue
        before = found[-1] if found else {}
        if message["role"] == before.get("role") == "assistant":
            found[-1] = _joined(before, message)
        elif message["role"] == before.get("role") == "system" and len(found) == 1:
            found[-1] = {"role": "system", "content": f"{before['content']}\n\n{message['content']}"}
        else:
            found.append(message)
    for message in found:
        if message["role"] == "assistant" and not message.get("tool_calls") and message.get("content") is None:
            message["content"] = ""
    return found


def _message(item: dict[str, Any], lost: Lost) -> dict[str, Any] | None:
    kind = item.get("type") or "message"
    if kind not in _ITEMS:
        raise Untranslatable(f"an item of the type {kind} has no counterpart in chat completions")
    lost.rest(item, _ITEMS[kind], f"{kind}.")
    match kind:
        case "reasoning":
            text = _thought(item)
            if not text and item.get("encrypted_content"):
                lost.add("reasoning.encrypted_content")
            return {"role": "assistant", "content": None, "reasoning_content": text} if text else None
        case "function_call" | "custom_tool_call":
            given = item["arguments"] if kind == "function_call" else arguments_of({"input": item["input"]})
            function = {"name": item["name"], "arguments": arguments_of(given)}
            call = {"id": item["call_id"], "type": "function", "function": function}
            return {"role": "assistant", "content": None, "tool_calls": [call]}
        case "function_call_output" | "custom_tool_call_output":
            return {"role": "tool", "tool_call_id": item["call_id"], "content": _texts(item["output"])}
    role = str(item["role"])
    role = "system" if role == "developer" else role
    if role not in _ROLES:
        raise Untranslatable(f"a message of the role {role} has no counterpart in chat completions")
    content = item["content"]
    if role == "user" and not isinstance(content, str) and any(part["type"] not in _TEXTS for part in content):
        return {"role": role, "content": [_part(part) for part in content]}
    return {"role": role, "content": _texts(content)}


def _thought(item: dict[str, Any]) -> str:
    """The reasoning of an item: as it was, as it was sealed here, or in short."""
    return (
        _texts(item.get("content") or "") or opened(item.get("encrypted_content")) or _texts(item.get("summary") or "")
    )


def _joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    both = {**first, **second}
    texts = [message["content"] for message in (first, second) if message.get("content")]
    both["content"] = "\n\n".join(texts) or None
    thoughts = [message["reasoning_content"] for message in (first, second) if message.get("reasoning_content")]
    if thoughts:
        both["reasoning_content"] = "\n\n".join(thoughts)
    calls = [*first.get("tool_calls", ()), *second.get("tool_calls", ())]
    if calls:
        both["tool_calls"] = calls
    return both


def _texts(content: Any) -> str:
    if isinstance(content, str):
        return content
    for part in content:
        if part["type"] not in _TEXTS and part["type"] != "refusal":
            raise Untranslatable(f"{part['type']} has no counterpart there in chat completions")
    return "\n\n".join(str(part["refusal"] if part["type"] == "refusal" else part["text"]) for part in content)


def _part(part: dict[str, Any]) -> dict[str, Any]:
    if part["type"] in _TEXTS:
        return {"type": "text", "text": part["text"]}
    if part["type"] == "input_image" and isinstance(part.get("image_url"), str):
        detail = {"detail": part["detail"]} if part.get("detail") else {}
        return {"type": "image_url", "image_url": {"url": part["image_url"], **detail}}
    raise Untranslatable(f"{part['type']} has no counterpart in chat completions")
