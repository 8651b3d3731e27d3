"""What scripted engines share: which script a request is answered with, in the words of each server."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any, ClassVar

from capture_wires import ANSWER, CALL
from fake_engine import DONE, RESET, Call, FakeEngine, Reply, Script, Sleep, Step, sse, whole

from prony.nouns import Artifact, EngineIdentity

CONTEXT = 4096
LONG = 10_000
"""Characters of a prompt that does not fit."""
REASONING = "Two numbers,\none sum.\n"
SUM = "The sum, naïvely:\na + b = 世界\n"
RESULT = "The file is empty.\n"
"""What is said of a tool's result."""
LOOP = "round and round it goes, "
CALLED: dict[str, Any] = json.loads(CALL.removeprefix("<tool_call>").removesuffix("</tool_call>"))
TEMPLATE = "{% for message in messages %}{{ message.content }}{% endfor %}{% if tools %}{{ tools | tojson }}{% endif %}"


class Scripted(FakeEngine):
    """An engine that serves `m`, and `cold` and `broken` where it loads models by itself.

    loads: whether it does. It holds one model at a time.
    """

    kind: ClassVar[str]
    model: ClassVar[str] = "m"
    loads: ClassVar[bool] = False
    asks_to_load: ClassVar[bool] = True
    """Whether its models are loaded by an address of their own, or by a request."""
    says_state: ClassVar[bool] = True
    counts: ClassVar[bool] = True
    """Whether it tells token counts."""
    clocks: ClassVar[bool] = False
    """Whether it tells its own times."""
    reasoning: ClassVar[str] = "reasoning_content"
    dialect: ClassVar[str] = "chat"
    artifact: ClassVar[Artifact] = Artifact()
    """All that it tells of the model's file, which lies elsewhere."""
    identity: ClassVar[EngineIdentity]
    """All that it tells of itself and of how it serves `m`."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: str | None = self.model

    @property
    def names(self) -> tuple[str, ...]:
        """The models that it lists."""
        return (self.model, "cold", "broken") if self.loads else (self.model,)

    # What a server of its own says otherwise

    def gets(self) -> dict[str, Any]:
        """Path -> what a GET is answered with: JSON, bytes, or a script."""
        return {}

    def posts(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Path -> what a POST is answered with."""
        return {"/v1/chat/completions": self.chat}

    def cannot_load(self, body: dict[str, Any]) -> Script:
        """The answer to who wants `broken`."""
        return error(500, f"model name={body.get('model')} failed to load")

    def too_long(self, body: dict[str, Any]) -> Script | None:
        """The answer to a prompt that does not fit; None where it is cut without a word."""
        return error(
            400,
            f"This model's maximum context length is {CONTEXT} tokens. However, you requested {LONG} tokens",
            type="BadRequestError",
        )

    def last_chunks(self, reason: str, counts: dict[str, Any]) -> tuple[bytes, ...]:
        """The finish reason, and the counts in a chunk of their own, as whoever asked for them gets them."""
        return (self.chunk({}, reason), self.event([], usage=counts)) if self.counts else (self.chunk({}, reason),)

    def usage(self, prompt: int, completion: int) -> dict[str, Any]:
        """The counts."""
        return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}

    # Events and messages

    def event(self, choices: list[dict[str, Any]], **more: Any) -> bytes:
        """One event."""
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": self.says_model()}
        return b"data: " + json.dumps({**head, "choices": choices, **more}, ensure_ascii=False).encode() + b"\n\n"

    def chunk(self, delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
        """An event with one piece."""
        return self.event([{"index": 0, "delta": delta, "finish_reason": reason}], **more)

    def says_model(self) -> str:
        """The name in its replies."""
        return self.loaded or self.model

    # Which script

    def chat(self, body: dict[str, Any]) -> Script:
        """The answer to a chat request."""
        model = body.get("model")
        if model == "broken" and self.loads:
            return self.cannot_load(body)
        if model not in self.names:
            return self.no_such_model(body)
        self.loaded = model
        said = body["messages"][-1]["content"]
        prompt = len(said) // 2
        if len(said) > LONG:
            refused = self.too_long(body)
            if refused is not None:
                return refused
            prompt = CONTEXT
        return self.streamed(said, body, prompt) if body.get("stream") else self.in_one(said, body, prompt)

    def no_such_model(self, body: dict[str, Any]) -> Script:
        """The answer to who wants a model that it has not."""
        return error(404, f"The model `{body.get('model')}` does not exist.", type="NotFoundError")

    def streamed(self, said: str, body: dict[str, Any], prompt: int) -> Script:
        """A stream."""
        most = most_of(body)
        pieces, reason = self.pieces_for(said, most)
        tokens = min(most, max(6, len(pieces)))
        begun, said_so_far, ended = self.as_events(pieces, reason, self.usage(prompt, tokens))
        if said == "tape:cut":
            return sse(*begun, *said_so_far[:2], RESET)
        if most > 1000 and said == "tape:loop":
            said_so_far = list(itertools.chain.from_iterable((one, Sleep(0.01)) for one in said_so_far))
        return sse(*begun, *said_so_far, *ended)

    def pieces_for(self, said: str, most: int) -> tuple[list[dict[str, Any]], str]:
        """What is said, in pieces, and why it ends."""
        pieces, reason = [{"content": piece} for piece in ANSWER.splitlines(keepends=True)], "stop"
        match said:
            case "tape:answer" | "tape:cut":
                pass
            case "tape:loop":
                return [{"content": LOOP}] * min(most, 400), "length"
            case "tape:thought":
                pieces = [{self.reasoning: REASONING}, {"content": SUM}]
                return (pieces[:1], "length") if most == 2 else (pieces, "stop")
            case "tape:blank":
                pieces = [{"content": "   \n"}]
            case "tape:call":
                return self.call_pieces(), "tool_calls"
            case "tape:result":
                pieces = [{"content": RESULT}]
            case _:
                pieces = [{"content": "hello\n"}]
        return (pieces[:most], "length") if most < len(pieces) else (pieces, reason)

    def as_events(
        self, pieces: list[dict[str, Any]], reason: str, counts: dict[str, Any]
    ) -> tuple[list[bytes], list[Step], list[bytes]]:
        """The events before, of, and after what is said."""
        first = self.chunk({"role": "assistant", "content": ""})
        return [first], [self.chunk(piece) for piece in pieces], [*self.last_chunks(reason, counts), DONE]

    def call_pieces(self) -> list[dict[str, Any]]:
        """The pieces of a tool call."""
        arguments = json.dumps(CALLED["arguments"])
        begun = {"index": 0, "id": "call_1", "type": "function", "function": {"name": CALLED["name"], "arguments": ""}}
        halves = (arguments[:7], arguments[7:])
        return [
            {"tool_calls": [begun]},
            *({"tool_calls": [{"index": 0, "function": {"arguments": half}}]} for half in halves),
        ]

    def in_one(self, said: str, body: dict[str, Any], prompt: int) -> Script:
        """A whole reply."""
        message: dict[str, Any] = {"role": "assistant", "content": ANSWER}
        if said == "tape:thought":
            message |= {"content": SUM, self.reasoning: REASONING}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return document(
            200,
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": self.says_model(),
                "choices": [choice],
                "usage": self.usage(prompt, 6),
            },
        )

    def _reply(self, call: Call) -> Reply:
        path = call.target.partition("?")[0]
        if call.method == "GET":
            return _script(self.gets().get(path))
        handler = self.posts().get(path)
        return _script(handler(call.body) if handler else None)


def most_of(body: dict[str, Any]) -> int:
    """The tokens that a reply may have."""
    return int(body.get("max_completion_tokens") or body.get("max_tokens") or 400)


def document(status: int, value: Any, **more: Any) -> Script:
    """A JSON document."""
    return whole(status, json.dumps(value).encode(), **more)


def error(status: int, message: str, **more: Any) -> Script:
    """An error as OpenAI writes one."""
    return document(status, {"error": {"message": message, **more}})


def listed(owner: str, *names: str, **more: Any) -> dict[str, Any]:
    """A list of models."""
    rows = [{"id": name, "object": "model", "created": 1, "owned_by": owner, **more} for name in names]
    return {"object": "list", "data": rows}


def _script(value: Any) -> Script:
    if isinstance(value, Script):
        return value
    if value is None:
        return document(404, {"detail": "Not Found"})
    return whole(200, value, "text/plain") if isinstance(value, bytes) else document(200, value)
