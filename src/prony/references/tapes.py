"""Tape models: tiny real GGUF files whose weights are constructed, not trained, so that a phrase in the prompt makes
them recite a chosen text through the real tokenizer, template, sampler and parsers.

How the weights do it (llama architecture, one layer, one attention head, no feed-forward):

    vocabulary   256 bytes · three control tokens · one token for each phrase · one token for each piece of each text
    embedding    [piece code | phrase code | heard code | constant | priority | reciting | at the end | ballast]
    attention    every token looks for the phrase of the highest priority and copies its code into `heard code`
    output       the first piece of a text answers to the heard code, unless a piece came last; every other piece
                 answers to the code of the piece before it; the end of the turn answers to `at the end`

Codes are random signs, so unrelated ones nearly cancel; after building, every transition that can happen is computed
in numpy, and the codes grow until each is won by a clear margin. Margins hold at temperature 1 too.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from prony.errors import WeightsError
from prony.references.script import Script
from prony.references.vocabulary import CONTROL

FORMAT = 1
"""Version of the construction: part of what identifies a tape."""

TEMPLATE = """\
{%- if tools %}<|im_start|>system
You may call these tools:
<tools>
{%- for tool in tools %}
{{ tool | tojson }}
{%- endfor %}
</tools>
For each call, return a JSON object with its name and arguments within <tool_call></tool_call> tags:
<tool_call>
{"name": <function-name>, "arguments": <args-json-object>}
</tool_call><|im_end|>
{% endif -%}
{%- for message in messages -%}
{%- if message.role == 'tool' -%}
<|im_start|>user
<tool_response>
{{ message.content }}
</tool_response><|im_end|>
{% else -%}
<|im_start|>{{ message.role }}
{{ message.content or '' }}
{%- for call in message.tool_calls or [] %}
<tool_call>
{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>
{%- endfor -%}
<|im_end|>
{% endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
<|im_start|>assistant
{% endif -%}
"""
"""ChatML with tools in the notation that llama.cpp parses as calls."""


def build_tape(
    path: Path,
    scripts: Sequence[Script],
    *,
    default: Script,
    name: str = "prony-tape",
    template: str | None = TEMPLATE,
    control: Sequence[str] = CONTROL,
    adds_bos: bool = False,
) -> None:
    """Write the tape at `path`, whole or not at all.

    default: what is recited where no phrase occurs. template: None makes a base model, without a chat template.
    control: control tokens, the beginning of a text first and the end of a turn last. adds_bos: the tokenizer puts the
    former before each prompt.

    The same arguments give the same bytes. Raises WeightsError E720 when the texts cannot be told apart, or when the
    `gguf` package is missing.
    """
    try:
        from prony.references.file import write
        from prony.references.vocabulary import Vocabulary
        from prony.references.weights import construct
    except ImportError as error:
        raise WeightsError(
            "E720", "tape models cannot be built here", cause=str(error), hint="pip install 'prony[engine]'"
        ) from None
    vocabulary = Vocabulary(scripts, default, control)
    weights = construct(vocabulary)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
            part = Path(scratch) / path.name
            write(part, vocabulary, weights, name=name, template=template, adds_bos=adds_bos)
            os.replace(part, path)
    except OSError as error:
        raise WeightsError(
            "E720",
            f"a tape model cannot be stored: {error.strerror or error}",
            where=str(path.parent),
            hint="XDG_CACHE_HOME names another folder for the cache, on another disk",
        ) from None
