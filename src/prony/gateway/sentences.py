"""Sentences of engines that tell more than a status does: from an engine's words about a failure to a fault's code.

Servers answer 400 or 500 for nearly everything, each in words of its own. Patterns stand for what several of them say;
the first that fits counts, so what quotes others (a model's output, an engine behind a proxy) is looked for first.
"""

from __future__ import annotations

import re

from prony.nouns import FaultCode

_CODE = FaultCode

_N = r"\(?`?\d[\d,.]*\)?"
"""A number, as servers write it inside a sentence."""

CONTEXT = (
    r"exceed_context_size|context_length_exceeded|context_window_exceeded|ContextWindowExceeded",
    r"(exceeds?|exceeded|exceeding|beyond|(larger|longer|greater|more) than|too (long|large) for|overflows?)"
    r" (the |its |this |max_|a )?((model|engine|endpoint)('?s)? )?(available |maximum |max |total |allowed )*"
    r"(context|max_model_len|max_seq_len|n_ctx|prompt length|input length|session_len)\b(?! deadline)",
    r"(maximum|max) (context|model|prompt|sequence|input) length (is|of|by|:)|only .{0,12}context length",
    r"context (length|window|size|limit)( of "
    + _N
    + r"( tokens)?)?( has| is| was)?( been)? (exceeded|overflow\w*|exceeds)",
    r"(reached|hit|over) (the )?(maximum )?context (length|limit|size|window)",
    r"context (length|window) (is |of )+only",
    r"(keep|kept|n_keep)\b.{0,60}(context the overflows|context overflows|n_ctx|context length)",
    r"(prompt|input|request|conversation|messages?)( is| are)? too (long|large)(?! for .{0,60}per.?min)(?! to process)",
    r"(prompt|input|request|conversation|messages?) (length |size |tokens? |count )*" + _N + r"?.{0,24}exceeds? "
    r"(the )?(maximum|max|model|allowed|limit)",
    r"tokens?\W{0,2}.{0,40}(exceeds?|exceeded) (the )?(model('?s)? )?(maximum (number of )?|max )?"
    r"(tokens|token (limit|count)|context|limit of " + _N + r")",
    r"exceeds (the )?(model |model's )?(max|maximum) length",
    r"exceeded (the )?model token limit|token count exceeds|tokens? in the prompt cannot exceed",
    r"range of input length should be|prompt contains " + _N + r" tokens.{0,60}too large",
    r"must have less than " + _N + r" tokens|`?inputs`? tokens \+ `?max_new_tokens`? must be",
    r"input length and `?max_tokens`? exceed|request length.{0,30} (is )?greater than max_seq_len",
)
"""What is said of a prompt, or a conversation, that does not fit. A context alone is not meant by it: Go calls a
timeout `context deadline exceeded`, GPU runtimes have contexts, and limits of requests a minute count tokens too."""

NOT_CONTEXT = (
    r"context (deadline exceeded|cancell?ed)|tokens? per (minute|day|hour)|rate.?limit|\b(TPM|TPD|RPM)\b",
    r"(failed|unable|cannot|could not|error) (to )?(create|initiali[sz]e|creating|allocat\w*).{0,30}context",
    r"(maximum|max) (tokens|completion tokens|output tokens)( you)? requested|completion tokens",
    r"(cuda|hip|gpu|opencl|vulkan|metal|ssl|browser|security) context",
)
"""What takes a sentence out of `CONTEXT`, whatever else it says."""

MEMORY = (
    r"out.?of.?(device.?|host.?)?memory|cudaMalloc failed|MemoryAllocation|bad_alloc|\bMPS backend\b.{0,20}memory",
    r"(failed|unable|cannot|could not) to (allocate|reserve)|cannot allocate|(failed|error) allocating",
    r"more (system )?memory .{0,40}than is available|requires more (system |gpu )?memory|(insufficient|not enough) "
    r"(gpu |system |video |device |free )?(memory|v?ram)|insufficient system resources",
    r"larger than the available KV cache",
)

LOADING_FAILED = (
    r"failed to load|(unable|error|failure|failed) (to load|loading)|model load(ing)? (has )?failed|exited prematurely",
    r"timed out waiting for .{0,20}runner to start|unable to (start|spawn) (the )?(process|runner|model)",
    r"unknown model architecture|unsupported model (type|architecture)|failed to (create|initiali[sz]e).{0,30}context",
)

CRASH = (
    r"runner process (has|no longer|terminated)|process (has )?(crashed|exited|terminated)",
    r"(model|engine|worker|backend) (has )?(unloaded or )?crashed",
    r"engine(core| loop| process)? (is dead|died|encountered)",
    r"EngineDeadError|background loop (has errored|is not running)|segmentation fault",
)

OVERLOADED = (
    r"(?<!error )loading model|model is (currently |still )?(being )?load(ing|ed)|still loading",
    r"\boverloaded|rate.?limit|too many (concurrent )?requests|tokens? per (minute|day|hour)|throttl(ed|ing)",
    r"server (is )?busy|pending requests exceeded|resource.?(has been )?exhausted|at capacity|capacity exceeded|"
    r"queue is full|temporarily unavailable|(no|slot) (slots?|unavailable)( is| are)? ?available|try again (later|in)",
)

AWAY = (
    r"connection (error|refused|reset)|ECONNREFUSED|(cannot|could not|failed to|unable to) connect|no healthy upstream",
    r"dial tcp|upstream (connect|request) error|remote end closed connection|server disconnected",
)
"""What a proxy says of an engine that it does not reach."""

KEY = (
    r"(invalid|incorrect|missing|wrong|expired|bad|no|an) api.?key|api.?key (is )?(not valid|invalid|missing|expired|"
    r"required|not found)|authentication (error|fail\w*|required)|AuthenticationError|missing authentication",
    r"\bunauthori[sz]ed\b|permission.?denied|invalid (bearer )?token\b|(insufficient|out of) (balance|credits?|funds)|"
    r"credit balance is too low|insufficient_quota",
)

_TABLE: tuple[tuple[re.Pattern[str], FaultCode], ...] = tuple(
    (re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.DOTALL), code)
    for patterns, code in (
        # llama.cpp quotes the model's output behind this sentence, so it is looked for before all others.
        ((r"does not match the expected",), _CODE.FORMAT_PARSE),
        ((r"\bproxy error:",), _CODE.ENGINE_CRASH),
        # OpenAI's reasoning models answer 400 where their thoughts used all the tokens of a reply.
        ((r"max_tokens or model output limit was reached|could not finish the message",), _CODE.EMPTY_BUDGET),
        (CONTEXT, _CODE.CONTEXT_EXCEEDED),
        # A runner that ended for want of memory, or while it loaded, says both; the cause counts.
        (MEMORY, _CODE.ENGINE_OOM),
        (LOADING_FAILED, _CODE.LOAD_FAILED),
        (CRASH, _CODE.ENGINE_CRASH),
        (AWAY, _CODE.UNREACHABLE),
        (KEY, _CODE.AUTH),
        (OVERLOADED, _CODE.OVERLOADED),
    )
)
_NOT_CONTEXT = re.compile("|".join(f"(?:{pattern})" for pattern in NOT_CONTEXT), re.IGNORECASE)


def code_of(words: str) -> FaultCode | None:
    """The fault that an engine's words tell of; None where they tell of none that has a sentence here."""
    for pattern, code in _TABLE:
        if pattern.search(words) and not (code is _CODE.CONTEXT_EXCEEDED and _NOT_CONTEXT.search(words)):
            return code
    return None
