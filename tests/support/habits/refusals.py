"""Habits of refusing: requests that a server does not take, or takes only in another form."""

from __future__ import annotations

from habits.habit import Becomes, Habit, error
from prony.nouns import FaultCode, Outcome

TOO_LONG = "request (10025 tokens) exceeds the available context size (2048 tokens), try increasing it"

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
)
