"""A request of Messages in the terms of chat completions."""

from __future__ import annotations

from typing import Any

from prony.gateway.translate.translation import Lost, Untranslatable
from prony.gateway.wire import arguments_of

_SAME = ("model", "max_tokens", "temperature", "top_p", "top_k", "stream")
_KNOWN = frozenset(
    {*_SAME, "messages", "system", "stop_sequences", "tools", "tool_choice", "output_config", "output_format"}
)
_NEVER = {"mcp_servers": "servers that the engine asks itself", "container": "a container of the engine's"}
"""Fields without which a request would be another one."""
_CHOICES = {"auto": "auto", "any": "required", "none": "none"}
_TOOL = frozenset({"type", "name", "description", "input_schema", "strict"})
_TURN = frozenset({"role", "content"})
_ROLES = frozenset({"user", "assistant", "system"})
_BLOCKS = {
    "text": frozenset({"type", "text"}),
    "thinking": frozenset({"type", "thinking", "signature"}),
    "tool_use": frozenset({"type", "id", "name", "input"}),
    "tool_result": frozenset({"type", "tool_use_id", "content"}),
    "image": frozenset({"type", "source"}),
}
"""Fields of blocks that have a counterpart, or need none: a signature is checked by whoever made it."""


def conversation_of(body: dict[str, Any], lost: Lost) -> dict[str, Any]:
    """The body of a request of chat completions. Raises Untranslatable."""
    for name, words in _NEVER.items():
        if body.get(name):
            raise Untranslatable(f"{name} has no counterpart in chat completions: {words}")
    said: dict[str, Any] = {name: body[name] for name in _SAME if body.get(name) is not None}
    said["messages"] = []
    if body.get("system"):
        said["messages"].append({"role": "system", "content": _texts(body["system"], "system", lost)})
    for turn in body["messages"]:
        lost.rest(turn, _TURN, "messages.")
        said["messages"].extend(_turn(str(turn["role"]), turn["content"], lost))
    if body.get("stop_sequences"):
        said["stop"] = body["stop_sequences"]
    _tools(body, said, lost)
    _format(body, said, lost)
    lost.rest(body, _KNOWN)
    return said


def _tools(body: dict[str, Any], said: dict[str, Any], lost: Lost) -> None:
    offered = [_tool(tool, lost) for tool in body.get("tools") or () if _is_plain(tool, lost)]
    if offered:
        said["tools"] = offered
    choice = body.get("tool_choice")
    if not choice:
        return
    if choice.get("disable_parallel_tool_use"):
        said["parallel_tool_calls"] = False
    if choice["type"] == "tool":
        if choice["name"] not in [tool["function"]["name"] for tool in offered]:
            raise Untranslatable(f"the tool {choice['name']} is demanded, and is none that chat completions can offer")
        said["tool_choice"] = {"type": "function", "function": {"name": choice["name"]}}
    elif offered:
        said["tool_choice"] = _CHOICES[choice["type"]]


def _is_plain(tool: dict[str, Any], lost: Lost) -> bool:
    """Whether a tool has a schema of its own; one that the engine knows, and may run, by its type is not offered."""
    if "input_schema" in tool:
        return True
    lost.add(f"tools: {tool.get('type')}")
    return False


def _tool(tool: dict[str, Any], lost: Lost) -> dict[str, Any]:
    lost.rest(tool, _TOOL, "tools.")
    function = {"name": tool["name"], "parameters": tool["input_schema"]}
    for name in ("description", "strict"):
        if tool.get(name) is not None:
            function[name] = tool[name]
    return {"type": "function", "function": function}


def _format(body: dict[str, Any], said: dict[str, Any], lost: Lost) -> None:
    """Structured output; how hard to think is the engine's to say, in a field of its own."""
    wanted = dict(body.get("output_config") or {})
    shape = wanted.pop("format", None) or body.get("output_format")
    if shape:
        schema = {"name": "reply", "schema": shape["schema"], "strict": True}
        said["response_format"] = {"type": "json_schema", "json_schema": schema}
    lost.rest(wanted, frozenset(), "output_config.")


def _turn(role: str, content: Any, lost: Lost) -> list[dict[str, Any]]:
    """The messages of one turn: results of tools first, each as one of its own."""
    if role not in _ROLES:
        raise Untranslatable(f"a turn of the role {role} has no counterpart in chat completions")
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
    for block in blocks:
        known = _BLOCKS.get(block["type"])
        if known is None:
            raise Untranslatable(f"a block of the type {block['type']} has no counterpart in chat completions")
        told = {name: value for name, value in block.items() if name != "is_error" or value}
        lost.rest(told, known, f"{block['type']}.")
    if role == "assistant":
        return [_assistant(blocks)]
    results = [_result(block, lost) for block in blocks if block["type"] == "tool_result"]
    others = [block for block in blocks if block["type"] != "tool_result"]
    if not others:
        return results
    if any(block["type"] == "image" for block in others):
        return [*results, {"role": role, "content": [_part(block) for block in others]}]
    return [*results, {"role": role, "content": "\n\n".join(str(block["text"]) for block in others)}]


def _assistant(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    texts = [str(block["text"]) for block in blocks if block["type"] == "text"]
    thoughts = [str(block["thinking"]) for block in blocks if block["type"] == "thinking" and block.get("thinking")]
    calls = [
        {
            "id": block["id"],
            "type": "function",
            "function": {"name": block["name"], "arguments": arguments_of(block.get("input") or {})},
        }
        for block in blocks
        if block["type"] == "tool_use"
    ]
    if any(block["type"] == "image" for block in blocks):
        raise Untranslatable("an image in a turn of the assistant's has no counterpart in chat completions")
    message: dict[str, Any] = {"role": "assistant", "content": "\n\n".join(texts) or None}
    if thoughts:
        message["reasoning_content"] = "\n\n".join(thoughts)
    if calls:
        message["tool_calls"] = calls
    elif not texts:
        message["content"] = ""
    return message


def _result(block: dict[str, Any], lost: Lost) -> dict[str, Any]:
    """The result of a tool. That it is an error is said by its text alone, so `is_error` is named as left out."""
    text = _texts(block.get("content") or "", "a tool's result", lost)
    return {"role": "tool", "tool_call_id": block["tool_use_id"], "content": text}


def _texts(content: Any, where: str, lost: Lost) -> str:
    if isinstance(content, str):
        return content
    for part in content:
        if part["type"] != "text":
            raise Untranslatable(f"{part['type']} in {where} has no counterpart in chat completions")
        lost.rest(part, _BLOCKS["text"], "text.")
    return "\n\n".join(str(part["text"]) for part in content)


def _part(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] == "text":
        return {"type": "text", "text": block["text"]}
    source = block["source"]
    if source["type"] == "url":
        return {"type": "image_url", "image_url": {"url": source["url"]}}
    if source["type"] != "base64":
        raise Untranslatable(f"an image of the type {source['type']} has no counterpart in chat completions")
    return {"type": "image_url", "image_url": {"url": f"data:{source['media_type']};base64,{source['data']}"}}
