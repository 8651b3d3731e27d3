"""Tool calls that came as text: what is plainly one, and what is not."""

from __future__ import annotations

import json

import pytest

from prony.gateway import ChatReply
from prony.gateway.wire import ToolCallText
from prony.harnesses.commands.calls import Calls
from prony.harnesses.commands.command import Asked, Miss
from prony.harnesses.commands.text_calls import FORMS

COMMAND = "python3 - <<'EOF'\nprint(\"<b>\" + '</p>')\nEOF\nls -l"
ARGUMENTS = json.dumps({"command": COMMAND})
CALL = json.dumps({"name": "bash", "arguments": {"command": COMMAND}})
LLAMA = json.dumps({"name": "bash", "parameters": {"command": COMMAND}})

FORMS_OF_A_CALL = {
    "tagged-json": [
        f"<tool_call>\n{CALL}\n</tool_call>",
        f"<tool_call>\n{CALL}",
        f"{CALL}\n</tool_call>",
        f"<tool_call>{{{CALL}}}</tool_call>",
        f"<tool_call>\n```json\n{CALL}\n```\n</tool_call>",
        f"<tool_call>\n{CALL}\n</tool_call><|im_end|>",
        f"```xml\n<tool_call>\n{CALL}\n</tool_call>\n```",
        f"I look at the tests first.\n\n<tool_call>\n{CALL}\n</tool_call>",
        f"I look at the tests first:<tool_call>\n{CALL}\n</tool_call>",
        f"<think>\nThe call would be <tool_call>{{}}</tool_call>.\n</think>\n\n<tool_call>\n{CALL}\n</tool_call>",
        f"<tools>\n{CALL}\n</tools>",
        f"<|tool_call|>[{CALL}]<|/tool_call|>",
        f"<TOOLCALL>[{CALL}]</TOOLCALL>",
        f"<tool_calls>\n{CALL}\n</tool_calls>",
        f"<function_call>{CALL}</function_call>",
        f"<|python_tag|>{LLAMA}<|eom_id|>",
        f"functools[{CALL}]",
        f"<|action_start|><|plugin|>{LLAMA}<|action_end|>",
        f"<longcat_tool_call>{CALL}</longcat_tool_call>",
        f"<|channel|>final<|message|><tool_call>\n{CALL}\n</tool_call>",
        f'<|START_ACTION|>[{{"tool_call_id": "0", "tool_name": "bash", "parameters": {ARGUMENTS}}}]<|END_ACTION|>',
        f'<|tools_prefix|>[{{"bash": {ARGUMENTS}}}]<|tools_suffix|>',
        f'<tool_call>{{"type": "function", "function": {CALL}}}</tool_call>',
        f'<tool_call>{{"name": "bash", "arguments": {json.dumps(ARGUMENTS)}}}</tool_call>',
        '<tool_call>{"name": "bash", "arguments": {"command": '
        + ARGUMENTS[12:-1].replace("\\n", "\n")
        + "}}</tool_call>",
    ],
    "function-tag": [
        f"<tool_call>\n<function=bash>\n<parameter=command>\n{COMMAND}\n</parameter>\n</function>\n</tool_call>",
        f"<function=bash>\n<parameter=command>\n{COMMAND}\n</parameter>\n</function>\n</tool_call>",
        f"<function=bash>\n<parameter=command>\n{COMMAND}\n</parameter>\n</function>",
        f"<function=bash>\n<parameter=command>\n{COMMAND}\n</function>",
        f"Now the tests.\n<function=bash><parameter=command>{COMMAND}</parameter></function>",
        f"<seed:tool_call>\n<function=bash>\n<parameter=command>{COMMAND}</parameter>\n</function>\n</seed:tool_call>",
        f"<function=bash>{ARGUMENTS}</function>",
    ],
    "json-object": [
        LLAMA,
        CALL,
        f"```json\n{CALL}\n```",
        f"```\n{LLAMA}\n```",
        f"```tool_call\n{CALL}\n```",
        f"~~~json\n[{CALL}]\n~~~",
        f"To see what fails, I run the tests:\n\n```json\n{CALL}\n```\n",
        f'{{"tool_calls": [{{"id": "1", "type": "function", "function": {CALL}}}]}}',
        json.dumps({"name": "functions.bash", "arguments": ARGUMENTS}),
        json.dumps({"tool": "bash", "args": {"command": COMMAND}}),
        json.dumps({"action": "bash", "action_input": {"command": COMMAND}}),
        json.dumps({"type": "function", "name": "bash", "parameters": {"command": COMMAND}}),
        json.dumps(json.loads(CALL), indent=2),
    ],
    "mistral": [
        f"[TOOL_CALLS][{CALL}]",
        f"[TOOL_CALLS] [{CALL}]</s>",
        f"[TOOL_CALLS]bash[ARGS]{ARGUMENTS}",
        f"[TOOL_CALLS]bash{ARGUMENTS}",
        f"[TOOL_CALLS]bash[CALL_ID]abcdefghi[ARGS]{ARGUMENTS}",
        f"I look first.[TOOL_CALLS]bash[ARGS]{ARGUMENTS}",
    ],
    "deepseek": [
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>bash\n"
        f"```json\n{ARGUMENTS}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜><｜end▁of▁sentence｜>",
        f"<｜tool▁call▁begin｜>function<｜tool▁sep｜>bash\n```json\n{ARGUMENTS}\n```",
        f"<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>bash<｜tool▁sep｜>{ARGUMENTS}<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
        f"<|tool_calls_begin|><|tool_call_begin|>bash<|tool_sep|>{ARGUMENTS}<|tool_call_end|><|tool_calls_end|>",
    ],
    "glm": [
        f"<tool_call>bash\n<arg_key>command</arg_key>\n<arg_value>{COMMAND}</arg_value>\n</tool_call>",
        f"bash\n<arg_key>command</arg_key>\n<arg_value>{COMMAND}</arg_value>\n</tool_call>",
        f"<longcat_tool_call>bash\n<longcat_arg_key>command</longcat_arg_key>\n<longcat_arg_value>{COMMAND}"
        "</longcat_arg_value>\n</longcat_tool_call>",
        f"First the tests.\n<tool_call>bash<arg_key>command</arg_key><arg_value>{COMMAND}</arg_value></tool_call>",
    ],
    "kimi": [
        "<|tool_calls_section_begin|><|tool_call_begin|>functions.bash:0<|tool_call_argument_begin|>"
        f"{ARGUMENTS}<|tool_call_end|><|tool_calls_section_end|>",
        f"<|tool_call_begin|>functions.bash:12<|tool_call_argument_begin|>{ARGUMENTS}<|tool_call_end|>",
    ],
    "functionary": [
        f">>>bash\n{ARGUMENTS}",
        f"bash\n{ARGUMENTS}",
        f"<|from|>assistant\n<|recipient|>bash\n<|content|>{ARGUMENTS}",
    ],
    "harmony": [
        f"<|channel|>commentary to=functions.bash <|constrain|>json<|message|>{ARGUMENTS}<|call|>",
        "<|channel|>analysis<|message|>Let me call bash.<|end|><|start|>assistant<|channel|>commentary"
        f" to=functions.bash <|constrain|>json<|message|>{ARGUMENTS}<|call|>",
        f"<|start|>assistant to=functions.bash<|channel|>commentary json<|message|>{ARGUMENTS}",
        f"to=functions.bash<|channel|>commentary<|message|>{ARGUMENTS}<|call|>",
    ],
    "invoke": [
        '<minimax:tool_call>\n<invoke name="bash">\n<parameter name="command">'
        f"{COMMAND}</parameter>\n</invoke>\n</minimax:tool_call>",
        '<function_calls>\n<invoke name="bash">\n<parameter name="command">'
        f"{COMMAND}</parameter>\n</invoke>\n</function_calls>",
        f'<invoke name="bash">\n<parameter name="command">{COMMAND}</parameter>\n</invoke>',
        '<｜DSML｜function_calls>\n<｜DSML｜invoke name="bash">\n<｜DSML｜parameter name="command" string="true">'
        f"{COMMAND}</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>",
        f'<tool_call>\n<function name="bash">\n<param name="command">{COMMAND}</param>\n</function>\n</tool_call>',
    ],
    "python-call": [
        f"bash(command={COMMAND!r})",
        f"[bash(command={COMMAND!r})]",
        f"bash(command='''{COMMAND}''')" if "'''" not in COMMAND else "",
        f"```python\nbash(command={COMMAND!r})\n```",
        f"```tool_code\nprint(default_api.bash(command={COMMAND!r}))\n```",
        f"<|python_tag|>bash.call(command={COMMAND!r})<|eom_id|>",
        f"<|tool_call_start|>[bash(command={COMMAND!r})]<|tool_call_end|>",
        f"<function_calls>\nbash(command={COMMAND!r})\n</function_calls>",
        f"bash(\n    command={COMMAND!r},\n)",
    ],
    "element": [
        f"<bash>\n<command>\n{COMMAND}\n</command>\n</bash>",
        f"I look.\n\n<bash><command>{COMMAND}</command></bash>",
        f"<bash>{ARGUMENTS}</bash>",
        f"<bash>\n<command>{COMMAND}</command>",
    ],
    "gemma": [
        f"<start_function_call>call:bash{{command:<escape>{COMMAND}<escape>}}<end_function_call>",
        f'<|tool_call>call:bash{{command:<|"|>{COMMAND}<|"|>}}<tool_call|>',
    ],
    "qwen-agent": [f"✿FUNCTION✿: bash\n✿ARGS✿: {ARGUMENTS}", f"✿FUNCTION✿: bash\n✿ARGS✿: {ARGUMENTS}\n✿RESULT✿:"],
    "react": [
        f"Thought: I look first.\nAction: bash\nAction Input: {ARGUMENTS}",
        f"Action: bash\nAction Input: {ARGUMENTS}\n",
    ],
}


def asked(text: str, *given: str, **more: object) -> Asked:
    return Calls().asked(ChatReply(text=text, **more), given)  # type: ignore[arg-type]


def reason(text: str, *given: str) -> str:
    """Why a text that looks like a call is none."""
    found = asked(text, *given)
    assert found.miss is Miss.UNCLEAR
    return found.commands[0].problem


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=f"{form}-{n}") for form, texts in FORMS_OF_A_CALL.items() for n, text in enumerate(texts)],
)
def test_a_call_that_came_as_text_is_a_call(text: str) -> None:
    found = asked(text)
    assert [(one.command, one.problem) for one in found.commands] == [(COMMAND, "")]
    assert found.as_text
    assert found.miss is None


def test_every_form_is_tried() -> None:
    assert FORMS_OF_A_CALL.keys() == set(FORMS.names())


def test_several_calls_in_marks_run_in_their_order() -> None:
    one, two = (f'<tool_call>\n{{"name": "bash", "arguments": {{"command": "{word}"}}}}\n</tool_call>' for word in "ab")
    assert [command.command for command in asked(f"{one}\n{two}").commands] == ["a", "b"]


def test_real_calls_go_before_written_ones() -> None:
    found = asked(
        f"<tool_call>\n{CALL}\n</tool_call>", tool_calls=(ToolCallText(name="bash", arguments='{"command": "a"}'),)
    )
    assert ([one.command for one in found.commands], found.as_text) == (["a"], False)


TAGGED = '<tool_call>\n{"name": "bash", "arguments": {"command": "rm -r ."}}\n</tool_call>'
FENCED = '```json\n{"name": "bash", "arguments": {"command": "rm -r ."}}\n```'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"I could write {TAGGED} here.", "goes on behind"),
        (f"A call looks like this:\n\n{FENCED}", "leave open"),
        (f"For example:\n{TAGGED}", "leave open"),
        (f"Do not run this:\n{FENCED}", "leave open"),
        (f"The file notes.md contains:\n{TAGGED}", "leave open"),
        (f"Tests fail. The file says\nwhat to do:\n{TAGGED}", "leave open"),
        (f"The output shows more. Here:\n{FENCED}", "leave open"),
        (f"I won't run\n{TAGGED}", "leave open"),
        (f"I cannot run this:\n{TAGGED}", "leave open"),
        (f"You shouldn’t run\n{TAGGED}", "leave open"),
        (f"Shall I run this?\n{TAGGED}", "leave open"),
        (f"{FENCED}\nThis will remove everything.", "goes on behind"),
        (f"{TAGGED}\n<tool_response>\nremoved\n</tool_response>", "goes on behind"),
        (f"{TAGGED}\nassistant\nIt is done.", "goes on behind"),
        (f"{FENCED}\n{FENCED}", "several calls"),
        (f"{TAGGED}\nThen\n{TAGGED}", "words between"),
        (f"{TAGGED}\n{FENCED}", "several forms"),
        (f"`{TAGGED}`", "goes on behind"),
        (f"The mark `{TAGGED}", "within a sentence"),
        ("> " + TAGGED.replace("\n", "\n> "), "no call can be read"),
        (f"```\nuser: hi\n{TAGGED}\n```", "goes on behind"),
        (f"```\nuser: hi\n{TAGGED}", "in a fence"),
        (TAGGED.replace("bash", "shell"), "there is no tool 'shell'"),
        (FENCED.replace("bash", "run_tests"), "there is no tool 'run_tests'"),
        (TAGGED.replace("command", "cmd"), "arguments are not those"),
        (TAGGED.replace('"rm -r ."', '["rm", "-r"]'), "arguments are not those"),
        (TAGGED.replace("rm -r .", " "), "arguments are not those"),
        ('{"name": "bash", "description": "Run", "parameters": {"type": "object"}}', "arguments are not those"),
        ('<tool_call>\n{"name": "bash", "arguments": {"command": "rm -r .', "no call can be read"),
        ("<function=bash>\n<parameter=command>\nrm -r .", "no end"),
        (
            "<function=bash>\n<parameter=command>\ncat > a <<E\n</function>\nE\n</parameter>\n</function>",
            "goes on behind",
        ),
        (
            "<function=bash>\n<parameter=command>\ncat > a <<E\n</parameter>\nE\n</parameter>\n</function>",
            "arguments are",
        ),
        ("<bash>rm -r .</bash>", "arguments are not those"),
        ("bash('rm -r .')", "arguments are not those"),
        ("bash(command='rm -r ' + '.')", "arguments are not those"),
        ("Action: bash\nAction Input: rm -r .", "no call can be read"),
        ('Action: bash\nAction Input: {"command": "ls"}\nObservation: a.py', "goes on behind"),
        ("[TOOL_CALLS]bash", "no call can be read"),
        ("<|channel|>commentary to=functions.bash<|message|>ls", "no call can be read"),
        ("```bash\nls\n```", "your message has no call"),
        ("```bash\ncat > a <<E\n```", "your message has no call"),
    ],
)
def test_what_is_not_plainly_a_call_is_told_and_never_run(text: str, words: str) -> None:
    assert words in reason(text)


@pytest.mark.parametrize(
    "words",
    [
        "I looked at every file of the project, and the mistake is in the parser.\n\nSo I remove all of it.\n",
        "What I know so far:\n\n- the tests do not pass\n- the parser is wrong\n\n\nThe next step:\n\n",
        "The folder contains tests. I run them:\n",
        "The output shows a mistake in line three.\n",
        "Now I know what the brief says! I remove it.\n\n",
    ],
)
def test_a_call_behind_sentences_that_lead_up_to_it_is_one(words: str) -> None:
    assert [command.command for command in asked(words + TAGGED).commands] == ["rm -r ."]


def test_blanks_without_end_behind_a_call_do_not_hide_it() -> None:
    assert [command.command for command in asked(TAGGED + "\n" * 150_000).commands] == ["rm -r ."]


@pytest.mark.parametrize("text", [TAGGED, FENCED, f"It has:\n{FENCED}"])
def test_a_copy_of_what_the_model_was_shown_is_no_call(text: str) -> None:
    shown = f"# Notes\n{TAGGED}\n{FENCED}\n[exit status 0]".replace("\n", "\r\n")
    assert "it stands in what you were shown" in reason(text, "brief", shown)


@pytest.mark.parametrize(
    "text",
    [
        "Done.",
        f"<think>\n{TAGGED}\n</think>\nDone.",
        f"<think>\n{TAGGED}\n",
        f"[THINK]{TAGGED}[/THINK]Done.",
        f"<|channel|>analysis<|message|>{TAGGED}<|end|><|start|>assistant<|channel|>final<|message|>Done.",
        f"Done.<|im_end|>\n<|im_start|>assistant\n{TAGGED}",
        "I called bash(command='ls')",
        "I ran bash (the shell) and it is done.",
        "The function `bash(x)` in run.sh is fixed.",
    ],
)
def test_thoughts_and_sentences_are_no_calls(text: str) -> None:
    assert asked(text) == Asked()


def test_a_call_in_what_the_engine_gave_as_reasoning_is_none() -> None:
    assert asked("Done.", reasoning=TAGGED) == Asked()


@pytest.mark.parametrize("text", ['```json\n{"name": "left-pad", "version": "1.0"}\n```', "```python\nx\n```"])
def test_other_code_only_makes_sure_that_the_model_is_done(text: str) -> None:
    assert asked(text).miss is Miss.STRAY


def test_code_beside_a_written_call_is_said_to_have_changed_no_file() -> None:
    assert "`python` code" in asked(f"I fix it.\n```python\nx = 1\n```\n\n{FENCED}").unsaved
    assert asked(f"I fix it.\n\n{FENCED}").unsaved == ""


FLOODS = [
    "<tool_call>" * 20_000,
    "<tool_call>{" * 20_000,
    "{" * 200_000,
    "[\n" * 60_000,
    "bash(\n" * 20_000,
    "bash(command=[\n" * 8_000,
    "<function=bash>" * 12_000,
    "<function=bash><parameter=command>" * 6_000,
    "<invoke name='bash'>" * 10_000,
    "<bash>" * 30_000,
    "<tool_call>bash\n<arg_key>" * 8_000,
    "[TOOL_CALLS]bash" * 12_000,
    ">>>bash\n" * 20_000,
    "to=functions.bash" * 10_000,
    "```json\n" * 20_000,
    "<think>" * 20_000,
    "<think>\n" * 100_000,
    " " * 190_000 + "x",
    "x" + " \n" * 90_000 + "bash(",
    "words " * 30_000 + "\n\n" + TAGGED + " and so on",
    "`words` " * 20_000 + "\nx " + TAGGED,
    "</think>\n" * 20_000,
    "<|im_end|>\n```bash\n" * 8_000,
]


@pytest.mark.parametrize("text", FLOODS, ids=lambda text: text[:24])
def test_of_a_flood_of_marks_nothing_is_run(text: str) -> None:
    assert not any(command.command for command in asked(text).commands)
