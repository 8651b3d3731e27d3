"""Chat templates in the shape of families in the wild, sound and broken, for tape models that carry them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from prony.references.script import Script
from prony.references.tapes import TEMPLATE, build_tape

DATA = Path(__file__).parents[1] / "data" / "templates"
CHATML = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")


class Family(NamedTuple):
    """A template and the control tokens of its models: the beginning of a text first, the end of a turn last."""

    template: str
    control: tuple[str, ...] = CHATML
    adds_bos: bool = False


QWEN3 = (DATA / "qwen3.jinja").read_text("utf-8")
LLAMA3 = (DATA / "llama3.jinja").read_text("utf-8")
MISTRAL = """\
{{ bos_token }}{% for message in messages %}\
{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) and message['role'] != 'system' %}\
{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}\
{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}\
{% elif message['role'] == 'assistant' %}{{ ' ' + message['content'] + eos_token }}\
{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}"""

MISTRAL_V7 = """\
{{- bos_token }}{%- if messages[0]['role'] == 'system' %}\
{{- '[SYSTEM_PROMPT]' + messages[0]['content'] + '[/SYSTEM_PROMPT]' }}{%- set messages = messages[1:] %}{%- endif %}\
{%- for message in messages %}{%- if message['role'] == 'user' %}{{- '[INST]' + message['content'] + '[/INST]' }}\
{%- elif message['role'] == 'assistant' %}{{- message['content'] + eos_token }}{%- endif %}{%- endfor %}"""

LLAMA2 = """\
{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}\
{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}\
{% set system_message = false %}{% endif %}{% for message in loop_messages %}\
{% if loop.index0 == 0 and system_message != false %}\
{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}\
{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}\
{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}\
{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}"""

GEMMA = """\
{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}\
{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}\
{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}\
{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}\
{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}\
{% if add_generation_prompt %}{{'<start_of_turn>model\\n'}}{% endif %}"""

GEMMA3 = """\
{{ bos_token }}{%- if messages[0]['role'] == 'system' -%}\
{%- set first_user_prefix = messages[0]['content'] + '\\n\\n' -%}\
{%- set loop_messages = messages[1:] -%}{%- else -%}{%- set first_user_prefix = "" -%}\
{%- set loop_messages = messages -%}{%- endif -%}{%- for message in loop_messages -%}\
{%- if (message['role'] == 'assistant') -%}{%- set role = "model" -%}{%- else -%}\
{%- set role = message['role'] -%}{%- endif -%}\
{{ '<start_of_turn>' + role + '\\n' + (first_user_prefix if loop.first else "") }}\
{{ message['content'] | trim }}{{ '<end_of_turn>\\n' }}{%- endfor -%}\
{%- if add_generation_prompt -%}{{'<start_of_turn>model\\n'}}{%- endif -%}"""

ZEPHYR = """\
{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + eos_token }}{{ '\\n' }}\
{% if loop.last and add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}{% endfor %}"""

PHI3 = """\
{% for message in messages %}{{'<|' + message['role'] + '|>\\n' + message['content'] + '<|end|>\\n'}}{% endfor %}\
{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"""

DEEPSEEK_R1 = """\
{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}{{ message['content'] }}\
{% elif message['role'] == 'user' %}{{ '<｜User｜>' + message['content'] }}\
{% elif message['role'] == 'assistant' %}\
{{ '<｜Assistant｜>' + message['content'].split('</think>')[-1] + '<｜end▁of▁sentence｜>' }}{% endif %}{% endfor %}\
{% if add_generation_prompt %}{{ '<｜Assistant｜><think>\\n' }}{% endif %}"""

GLM4 = """\
[gMASK]<sop>{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] }}{% endfor %}\
{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"""

COMMAND_R = """\
{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}{% set who = '<|SYSTEM_TOKEN|>' %}\
{% elif message['role'] == 'user' %}{% set who = '<|USER_TOKEN|>' %}{% else %}{% set who = '<|CHATBOT_TOKEN|>' %}\
{% endif %}{{ '<|START_OF_TURN_TOKEN|>' + who + message['content'].strip() + '<|END_OF_TURN_TOKEN|>' }}{% endfor %}\
{% if add_generation_prompt %}{{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' }}{% endif %}"""

GRANITE = """\
{%- for message in messages %}{{- '<|start_of_role|>' + message['role'] + '<|end_of_role|>' + message['content'] }}\
{{- '<|end_of_text|>\\n' }}{%- endfor %}\
{%- if add_generation_prompt %}{{- '<|start_of_role|>assistant<|end_of_role|>' }}{%- endif %}"""

HARMONY = """\
{{- "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\\nReasoning: " }}\
{{- (reasoning_effort or 'medium') + "<|end|>" }}\
{%- for message in messages %}{%- if message.role == 'system' %}\
{{- "<|start|>developer<|message|># Instructions\\n\\n" + message.content + "<|end|>" }}\
{%- elif message.role == 'user' %}{{- "<|start|>user<|message|>" + message.content + "<|end|>" }}\
{%- elif message.role == 'assistant' %}\
{{- "<|start|>assistant<|channel|>final<|message|>" + message.content + "<|end|>" }}{%- endif %}{%- endfor %}\
{%- if add_generation_prompt %}{{- "<|start|>assistant" }}{%- endif %}"""

VICUNA = """\
{% for message in messages %}{% if message['role'] == 'system' %}{{ message['content'] + ' ' }}\
{% elif message['role'] == 'user' %}{{ 'USER: ' + message['content'] + ' ' }}\
{% else %}{{ 'ASSISTANT: ' + message['content'] + eos_token }}{% endif %}{% endfor %}\
{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}"""

DROPS_SYSTEM = """\
{% for message in messages %}{% if message.role != 'system' %}<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif %}{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""

_LLAMA3_TOKENS = ("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_GEMMA_TOKENS = ("<bos>", "<start_of_turn>", "<end_of_turn>")
_HARMONY_TOKENS = ("<|startoftext|>", "<|start|>", "<|message|>", "<|channel|>", "<|return|>", "<|end|>")

SOUND = {
    "chatml-with-tools": Family(TEMPLATE),
    "qwen3": Family(QWEN3),
    "llama3-without-date": Family(LLAMA3.replace('"Today Date: " + date_string + ', ""), _LLAMA3_TOKENS, adds_bos=True),
    "mistral-v1": Family(MISTRAL, ("<s>", "</s>"), adds_bos=True),
    "mistral-v7": Family(
        MISTRAL_V7, ("<s>", "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "</s>"), adds_bos=True
    ),
    "llama2": Family(LLAMA2, ("<s>", "</s>"), adds_bos=True),
    "gemma2": Family(GEMMA, _GEMMA_TOKENS, adds_bos=True),
    "gemma3": Family(GEMMA3, _GEMMA_TOKENS, adds_bos=True),
    "zephyr": Family(ZEPHYR, ("<s>", "</s>"), adds_bos=True),
    "phi3": Family(PHI3, ("<s>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>")),
    "deepseek-r1": Family(
        DEEPSEEK_R1,
        ("<｜begin▁of▁sentence｜>", "<｜User｜>", "<｜Assistant｜>", "<｜end▁of▁sentence｜>"),
        adds_bos=True,
    ),
    "glm4": Family(GLM4, ("[gMASK]", "<sop>", "<|system|>", "<|user|>", "<|assistant|>", "<|endoftext|>")),
    "command-r": Family(
        COMMAND_R,
        (
            "<BOS_TOKEN>",
            "<|START_OF_TURN_TOKEN|>",
            "<|SYSTEM_TOKEN|>",
            "<|USER_TOKEN|>",
            "<|CHATBOT_TOKEN|>",
            "<|END_OF_TURN_TOKEN|>",
        ),
        adds_bos=True,
    ),
    "granite": Family(GRANITE, ("<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>")),
    "harmony": Family(HARMONY, _HARMONY_TOKENS),
    "vicuna": Family(VICUNA, ("<s>", "</s>"), adds_bos=True),
}
"""Nothing is wrong with these."""

MENDED = {
    "system-left-out": Family(DROPS_SYSTEM),
}
"""What llama.cpp makes whole itself: it sees that such a template has no place for something, and puts it elsewhere."""

TURN = "<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
BEGIN = "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"


def chatml(turns: str, begin: str = BEGIN) -> str:
    """A ChatML template of these parts."""
    return f"{{%- for message in messages -%}}{turns}{{%- endfor -%}}{begin}"


_UNCLOSED = "{% if message.role != 'WHO' %}<|im_end|>{% endif %}"


def _unclosed(who: str) -> str:
    return chatml(TURN.replace("<|im_end|>", _UNCLOSED.replace("WHO", who)))


BROKEN = {
    "bos-twice": ("one-bos", Family("{{ bos_token }}" + MISTRAL, ("<s>", "</s>"), adds_bos=True)),
    "bos-three-times": ("one-bos", Family("<bos><bos>" + GEMMA3, _GEMMA_TOKENS, adds_bos=True)),
    "no-generation-prompt": ("reply-begun", Family(chatml(TURN, ""))),
    "no-generation-prompt-of-command-r": (
        "reply-begun",
        Family(COMMAND_R.rpartition("{% if add_generation_prompt")[0], SOUND["command-r"].control, adds_bos=True),
    ),
    "generation-prompt-of-the-user": ("reply-begun", Family(chatml(TURN, BEGIN.replace("assistant", "user")))),
    "system-dropped": (
        "system-kept",
        Family(chatml("{% if message.role != 'system' or messages | length < 4 %}" + TURN + "{% endif %}")),
    ),
    "last-reversed": ("messages-in-order", Family(chatml(TURN).replace("in messages", "in messages[::-1]"))),
    "users-first": (
        "messages-in-order",
        Family(
            chatml("{% if message.role == 'user' %}" + TURN + "{% endif %}", "")
            + chatml("{% if message.role != 'user' %}" + TURN + "{% endif %}")
        ),
    ),
    "last-swallowed": ("messages-kept", Family(chatml("{% if not loop.last or loop.first %}" + TURN + "{% endif %}"))),
    "only-the-last": ("messages-kept", Family(chatml("{% if loop.last %}" + TURN + "{% endif %}"))),
    "replies-dropped": ("messages-kept", Family(chatml("{% if message.role != 'assistant' %}" + TURN + "{% endif %}"))),
    "question-swallowed": ("messages-kept", Family(chatml("<|im_start|>{{ message.role }}\n<|im_end|>\n"))),
    "said-twice": ("messages-once", Family(chatml(TURN.replace("content }}", "content }}\n{{ message.content }}")))),
    "last-said-twice": ("messages-once", Family(chatml(TURN + "{% if loop.last %}" + TURN + "{% endif %}"))),
    "escaped": ("messages-unchanged", Family(chatml(TURN.replace("content", "content | replace('<', '&lt;')")))),
    "as-json": ("messages-unchanged", Family(chatml(TURN.replace("content", "content | tojson")))),
    "backslashes": (
        "messages-unchanged",
        Family(chatml(TURN.replace("content }}", "content | replace('\\\\', '') }}"))),
    ),
    "day": (
        "no-clock",
        Family("<|im_start|>system\nToday is {{ strftime_now('%d %B %Y') }}.<|im_end|>\n" + chatml(TURN)),
    ),
    "day-of-llama3": ("no-clock", Family(LLAMA3, _LLAMA3_TOKENS, adds_bos=True)),
    "day-in-numbers": (
        "no-clock",
        Family("<|im_start|>system\nCurrent date: {{ strftime_now('%Y-%m-%d') }}<|im_end|>\n" + chatml(TURN)),
    ),
    "second": (
        "steady",
        Family("<|im_start|>system\nIt is {{ strftime_now('%H:%M:%S') }}.<|im_end|>\n" + chatml(TURN)),
    ),
    "split": ("control-tokens", Family(chatml(TURN), ("<s>", "</s>"))),
    "end-split": ("control-tokens", Family(chatml(TURN), ("<|endoftext|>", "<|im_start|>", "</s>"))),
    "start-split": ("control-tokens", Family(chatml(TURN), ("<|endoftext|>", "</s>", "<|im_end|>"))),
    "gemma-split": ("control-tokens", Family(GEMMA3, ("<bos>", "<eos>"), adds_bos=True)),
    "phi3-end-split": ("control-tokens", Family(PHI3, ("<s>", "<|user|>", "<|assistant|>", "</s>"))),
    "assistant-unclosed": ("turns-closed", Family(_unclosed("assistant"))),
    "user-unclosed": ("turns-closed", Family(_unclosed("user"))),
    "system-unclosed": ("turns-closed", Family(_unclosed("system"))),
    "mistral-unclosed": (
        "turns-closed",
        Family(MISTRAL_V7.replace(" + eos_token", ""), SOUND["mistral-v7"].control, adds_bos=True),
    ),
    "tools-dropped": ("tools-kept", Family(TEMPLATE.replace("{{ tool | tojson }}", "a tool"))),
    "tools-by-name-alone": (
        "tools-kept",
        Family(TEMPLATE.replace("{{ tool | tojson }}", "{{ tool.function.name }}")),
    ),
    "results-dropped": (
        "tools-kept",
        Family(TEMPLATE.replace("<tool_response>\n{{ message.content }}", "<tool_response>\n")),
    ),
    "arguments-dropped": ("tools-kept", Family(TEMPLATE.replace("{{ call.function.arguments | tojson }}", "{}"))),
}
"""What is wrong -> the check that must name it, and the template."""


def tape_with(path: Path, family: Family) -> Path:
    """A tape model with this template and these control tokens, at `path`."""
    build_tape(
        path,
        [Script(phrase="Task [t/a]", text="```python\npass\n```\n")],
        default=Script(phrase="", text="I do not know.\n"),
        template=family.template,
        control=family.control,
        adds_bos=family.adds_bos,
    )
    return path
