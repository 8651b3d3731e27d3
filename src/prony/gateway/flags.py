"""Flags: facts about an exchange that deserve a second look and are no faults, with what each means."""

from __future__ import annotations

FLAGS: dict[str, str] = {
    "asked_again": "the engine refused the request in words that name another way, and was asked again in that way",
    "blob_cut": "the reply is longer than 64 MiB; the rest was forwarded and measured, but not kept",
    "cache_hit": "the engine took part of the prompt from its cache: the prefill time is not that of the whole prompt",
    "context_full": "the reply ended for length before the tokens asked for were used: the context was full",
    "context_shifted": "prompt and reply together are longer than the context: the engine dropped the beginning of it",
    "cut_after_finish": "the connection ended badly, after the finish reason had come",
    "encoded": "the reply came compressed, although it was asked not to be",
    "loaded_first": "the engine loaded the model before it read the prompt: first times are not the model's alone",
    "loop": "the answer or the reasoning ends in a loop",
    "model_differs": "the engine named another model than the request did",
    "model_mapped": "the request named another model than the plan; the plan's was sent",
    "no_usage": "the engine counted no tokens, so that nothing is known of them",
    "not_streamed": "a stream was asked for, and the reply came in one piece",
    "odd_json": "the reply holds JSON that a strict parser refuses (NaN, lone surrogates, broken UTF-8)",
    "parameters_pinned": "the plan set parameters that the harness did not send, or sent otherwise",
    "shimmed": "the request was changed as the engine demands; the contestant, or the attempt, names each shim",
    "stray_line": "the stream holds a line that is not part of any event",
    "tag_leak": "the answer holds a control tag such as <think> or <|channel|>: template and parser do not match",
    "unpinned": "the plan pins parameters in another dialect than the request's: they were not set",
    "usage_asked": "the gateway asked the engine to count tokens, which the harness had not",
}
"""Flags that any exchange can carry; its dialect may have more (`Dialect.flags`)."""
