"""Flags: facts about an exchange that deserve a second look and are no faults, with what each means."""

from __future__ import annotations

FLAGS: dict[str, str] = {
    "asked_again": "the engine refused the request in words that name another way, and was asked again in that way",
    "blob_cut": "the reply is longer than 64 MiB; the rest was forwarded and measured, but not kept",
    "cache_hit": "the engine took part of the prompt from its cache: the prefill time is not that of the whole prompt",
    "context_full": "the reply ended for length before the tokens asked for were used: the context was full",
    "context_shifted": "prompt and reply together are longer than the context: the engine dropped the beginning of it",
    "cumulative": "each piece of the reply held all that came before: it was read once, as the last one has it",
    "cut_after_finish": "the connection ended badly, after the finish reason had come",
    "encoded": "the reply came compressed, although it was asked not to be",
    "loaded_first": "the engine loaded the model before it read the prompt: first times are not the model's alone",
    "loop": "the answer or the reasoning ends in a loop",
    "maybe_repeated": "the last piece is the whole short answer once more: it was kept, since a model may say that",
    "model_differs": "the engine named another model than the request did",
    "model_mapped": "the request named another model than the plan; the plan's was sent",
    "no_usage": "the engine counted no tokens, so that nothing is known of them",
    "not_streamed": "a stream was asked for, and the reply came in one piece",
    "odd_calls": "tool calls are numbered oddly: names and whole arguments told them apart",
    "odd_content": "the reply holds content that is no text: it was passed over",
    "odd_event": "the stream holds an event that says nothing, and is none of its dialect",
    "odd_json": "the reply holds JSON that a strict parser refuses (NaN, lone surrogates, broken UTF-8)",
    "parameters_pinned": "the plan set parameters that the harness did not send, or sent otherwise",
    "repeat_differs": "the reply ends with a whole message that is not what its pieces said",
    "repeated_whole": "the reply said all or some of itself again at its end: it was read once",
    "said_after_finish": "the reply went on after its finish reason: only a proper end makes it whole",
    "shimmed": "the request was changed as the engine demands; the contestant, or the attempt, names each shim",
    "stray_line": "the stream holds a line that is not part of any event",
    "tag_leak": "the answer holds a control tag such as <think> or <|channel|>: template and parser do not match",
    "trouble_after_finish": "an error or a broken event came after the finish reason: it was passed over",
    "two_finish_reasons": "the reply gave two finish reasons: the first stands",
    "unknown_finish": "the finish reason is a word that is not known: what it means was guessed from its parts",
    "unpinned": "the plan pins parameters in another dialect than the request's: they were not set",
    "usage_asked": "the gateway asked the engine to count tokens, which the harness had not",
}
"""Flags that any exchange can carry; its dialect may have more (`Dialect.flags`)."""
