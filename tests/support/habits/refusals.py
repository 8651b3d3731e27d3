"""Habits of refusing: requests that a server does not take, or takes only in another form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from fake_engine import Call, Script, answer, event, sse, whole

from habits.habit import CALLED, REPAIR, Becomes, Habit, error, right
from prony.nouns import FaultCode, Outcome, Sampling

TOO_LONG = "request (10025 tokens) exceeds the available context size (2048 tokens), try increasing it"
LM_STUDIO = (
    "Trying to keep the first 10247 tokens when context the overflows. However, the model is loaded with context "
    "length of only 4096 tokens, which is not enough."
)
N_KEEP = "The number of tokens to keep is greater than the context length (n_keep: 10247 >= n_ctx: 4096)"
MAX_TOKENS = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
)
ONLY_DEFAULT = "Unsupported value: 'temperature' does not support 0. Only the default (1) value is supported."
NO_PARSER = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'
EXTRA = {"detail": [{"type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Extra inputs"}]}
NINE = "Tool call id was {id} but must be a-z, A-Z, 0-9, with a length of 9."
BACK = "The `reasoning_content` in the thinking mode must be passed back to the API."
SHIMMED = ("shimmed",)


def unless(
    taken: Callable[[Call], bool], refusal: Script, then: Callable[[Call], Script] | None = None
) -> Callable[[Call], Script]:
    """Refuse the requests that are not taken; answer the others rightly, or as `then` does."""
    reply = then or (lambda call: right())
    return lambda call: reply(call) if taken(call) else refusal


def fits(most: int, words: str) -> Callable[[Call], Script]:
    """Answer well a request for so many tokens at most; refuse others in words that hold what was `{asked}`."""
    return lambda call: (
        right()
        if call.body["max_tokens"] <= most
        else error(400, words.replace("{asked}", str(call.body["max_tokens"])))
    )


def lacks(text: str) -> Callable[[Call], bool]:
    """Whether a request holds no such text."""
    return lambda call: text not in json.dumps(call.body)


def repairs(call: Call) -> Script:
    """An agent's turns: the one call that solves its task, then a word."""
    return answer("Done.") if any(message["role"] == "tool" for message in call.body["messages"][2:]) else CALLED


def by_text(call: Call) -> Script:
    """The same, as commands in fenced blocks."""
    ran = sum("[exit status" in str(message["content"]) for message in call.body["messages"])
    return answer("Done.") if ran else answer(f"```bash\n{REPAIR}\n```\n")


def nine_letters(call: Call) -> bool:
    ids = re.findall(r'"(?:tool_call_id|id)": ?"([^"]*)"', json.dumps(call.body["messages"]))
    return all(re.fullmatch(r"[A-Za-z0-9]{9}", one) for one in ids)


def reasons(call: Call) -> bool:
    return all(m.get("reasoning_content") for m in call.body["messages"] if m["role"] == "assistant")


def shimmed(*shims: str) -> Becomes:
    return Becomes(Outcome.SOLVED, flags=SHIMMED, shims=shims)


HABITS = (
    Habit(
        name="context-llama-server",
        servers="llama-server",
        does="refuses a prompt that is longer than its context",
        script=error(400, TOO_LONG, code=400, type="exceed_context_size_error", n_prompt_tokens=10025, n_ctx=2048),
        becomes=Becomes(Outcome.FAULTED, FaultCode.CONTEXT_EXCEEDED),
        shows="the engine's words: `exceeds the available context size (2048 tokens)`",
    ),
    Habit(
        name="context-vllm",
        servers="vLLM, SGLang, OpenAI",
        does="refuses a prompt that is longer than its context, in other words",
        script=error(400, "This model's maximum context length is 4096 tokens.", code="context_length_exceeded"),
        becomes=Becomes(Outcome.FAULTED, FaultCode.CONTEXT_EXCEEDED),
        shows="the engine's words: `maximum context length is 4096 tokens`",
    ),
    Habit(
        name="context-lm-studio",
        servers="LM Studio",
        does="refuses a prompt that is longer than its context as one that it cannot keep, in a stream",
        script=sse(b"event: error\n" + event({"error": {"message": LM_STUDIO}})),
        becomes=Becomes(Outcome.FAULTED, FaultCode.CONTEXT_EXCEEDED, flags=("no_done", "no_usage")),
        shows="the engine's words: `length of only 4096 tokens`",
    ),
    Habit(
        name="context-n-keep",
        servers="LM Studio",
        does="refuses a prompt that is longer than its context in terms of its own settings",
        script=error(400, N_KEEP),
        becomes=Becomes(Outcome.FAULTED, FaultCode.CONTEXT_EXCEEDED),
        shows="the engine's words: `n_keep: 10247 >= n_ctx: 4096`",
    ),
    Habit(
        name="context-deadline",
        servers="LiteLLM, Ollama, llama-swap and others written in Go",
        does="calls a timeout of its own `context deadline exceeded`",
        script=error(500, "context deadline exceeded"),
        becomes=Becomes(Outcome.INFRA, FaultCode.ENGINE_ERROR),
        shows="the engine's words: `context deadline exceeded`",
    ),
    Habit(
        name="max-completion-tokens",
        servers="OpenAI's reasoning models, Azure",
        does="takes no `max_tokens`, and names `max_completion_tokens`",
        script=unless(lacks('"max_tokens"'), error(400, MAX_TOKENS, code="unsupported_parameter", param="max_tokens")),
        becomes=shimmed("max-completion-tokens"),
        shows="in the fingerprint and below the board: `max-completion-tokens`",
    ),
    Habit(
        name="stream-options-extra",
        servers="Mistral, strict servers on pydantic",
        does="answers 422 to `stream_options`",
        script=unless(lacks("stream_options"), whole(422, json.dumps(EXTRA).encode())),
        becomes=shimmed("without:stream_options"),
    ),
    Habit(
        name="stream-options-unrecognized",
        servers="Azure's older versions, proxies",
        does="takes no `stream_options`, in words, and then wants `max_completion_tokens`",
        script=unless(
            lacks("stream_options"),
            error(400, "Unrecognized request argument supplied: stream_options"),
            unless(lacks('"max_tokens"'), error(400, MAX_TOKENS)),
        ),
        becomes=shimmed("without:stream_options", "max-completion-tokens"),
    ),
    Habit(
        name="pinned-temperature",
        servers="OpenAI's reasoning models",
        does="takes no temperature but its own",
        script=unless(lacks("temperature"), error(400, ONLY_DEFAULT, param="temperature")),
        becomes=Becomes(Outcome.MISSING, FaultCode.REQUEST_REFUSED),
        asks={"sampling": Sampling(temperature=0.0)},
        shows="the engine's words, and the next step: `Only the default (1) value is supported`, `--temperature`",
    ),
    Habit(
        name="refuses-everything",
        servers="a gateway in front of a model",
        does="refuses every request in words of its own",
        script=lambda call: error(400, "This deployment takes no chat"),
        becomes=Becomes(Outcome.MISSING, FaultCode.REQUEST_REFUSED),
        shows="the engine's words: `This deployment takes no chat`",
    ),
    Habit(
        name="refuses-later",
        servers="a router that moves to another provider in mid-run",
        does="takes no `max_tokens` from some request on",
        before=answer("Yes."),
        script=unless(lacks('"max_tokens"'), error(400, MAX_TOKENS)),
        becomes=Becomes(Outcome.SOLVED, flags=("asked_again", "shimmed"), labels=("shim:max-completion-tokens",)),
    ),
    Habit(
        name="at-most-so-many-tokens",
        servers="OpenAI, DeepSeek, Groq, DashScope, for models whose replies have a limit",
        does="refuses a request for a longer reply than its model may give",
        before=answer("Yes."),
        script=fits(1000, "max_tokens is too large: {asked}. This model supports at most 1000 completion tokens."),
        becomes=Becomes(Outcome.SOLVED, flags=("asked_again", "shimmed"), labels=("shim:fewer-tokens:1000",)),
        shows="the shim: `fewer-tokens:1000`",
    ),
    Habit(
        name="no-room-for-the-longest-reply",
        servers="vLLM, SGLang, TGI whose context nobody tells, as behind LiteLLM",
        does="refuses a prompt that fits, since the longest reply would not",
        before=answer("Yes."),
        script=fits(
            906,
            "This model's maximum context length is 1024 tokens. However, you requested {asked} tokens in the "
            "completion and 118 in the messages.",
        ),
        becomes=Becomes(Outcome.SOLVED, flags=("asked_again", "shimmed"), labels=("shim:fewer-tokens:906",)),
        shows="the shim: `fewer-tokens:906`",
    ),
    Habit(
        name="no-system-role",
        servers="templates of Gemma and of older Mistral models",
        does="takes no `system` message",
        script=unless(lacks('"system"'), error(500, "Jinja Exception: System role not supported"), repairs),
        becomes=shimmed("system-as-user"),
        harness="loop",
    ),
    Habit(
        name="no-system-role-in-a-stream",
        servers="LM Studio",
        does="takes no `system` message, which it says in a stream that began",
        script=unless(
            lacks('"system"'),
            sse(b"event: error\n" + event({"error": {"message": "Only user and assistant roles are supported!"}})),
            repairs,
        ),
        becomes=shimmed("system-as-user"),
        harness="loop",
    ),
    Habit(
        name="no-tool-parser",
        servers="vLLM without --enable-auto-tool-choice",
        does="takes no tools",
        script=unless(lacks('"tools"'), error(400, NO_PARSER), by_text),
        becomes=Becomes(Outcome.SOLVED, shims=("tools-as-text",)),
        harness="loop",
        shows="in the fingerprint and below the board: `tools-as-text`",
    ),
    Habit(
        name="no-jinja",
        servers="llama-server without --jinja",
        does="takes no tools, with a status of 500",
        script=unless(lacks('"tools"'), error(500, "tools param requires --jinja flag"), by_text),
        becomes=Becomes(Outcome.SOLVED, shims=("tools-as-text",)),
        harness="loop",
    ),
    Habit(
        name="nine-letters",
        servers="templates and API of Mistral",
        does="takes ids of tool calls of nine letters and digits only",
        script=unless(nine_letters, error(400, NINE), repairs),
        becomes=shimmed("call-ids"),
        harness="loop",
    ),
    Habit(
        name="reasoning-back",
        servers="DeepSeek, Kimi with thinking and tools",
        does="demands the reasoning of a turn back that called tools",
        script=unless(reasons, error(400, BACK), repairs),
        becomes=shimmed("reasoning-back"),
        harness="loop",
    ),
)
