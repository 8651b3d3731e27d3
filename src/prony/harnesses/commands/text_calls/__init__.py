"""Tool calls that came as text: the forms in which models write them, one file each.

An engine without a parser for its model's form hands the call on as text. Each form is a file that defines `FORM`:

    deepseek.py      <｜tool▁call▁begin｜>bash<｜tool▁sep｜>{...}<｜tool▁call▁end｜>
    element.py       <bash><command>...</command></bash>
    function_tag.py  <function=bash><parameter=command>...</parameter></function>
    functionary.py   >>>bash, and the arguments on the next line
    gemma.py         <start_function_call>call:bash{command:<escape>...<escape>}<end_function_call>
    glm.py           <tool_call>bash, with <arg_key> and <arg_value>
    harmony.py       <|channel|>commentary to=functions.bash<|message|>{...}<|call|>
    invoke.py        <invoke name="bash"><parameter name="command">...</parameter></invoke>
    json_object.py   {"name": "bash", "arguments": {...}}, alone or in a fence
    kimi.py          <|tool_call_begin|>functions.bash:0<|tool_call_argument_begin|>{...}<|tool_call_end|>
    mistral.py       [TOOL_CALLS]bash[ARGS]{...}, [TOOL_CALLS][{...}]
    python_call.py   bash(command="..."), alone, in a list, in a fence or behind <|python_tag|>
    qwen_agent.py    ✿FUNCTION✿: bash, and ✿ARGS✿: on the next line
    react.py         Action: bash, and Action Input: on the next line
    tagged_json.py   <tool_call>{...}</tool_call>, <|python_tag|>{...}, and tags like them

Beside them:

    written.py       a call as it stands in a text, and what a form is
    marked.py        a form in two patterns: a name between marks, then JSON
    values.py        JSON in a text, and the calls that it holds
    reading.py       whether what was written is plainly a call
"""

from __future__ import annotations

from prony.harnesses.commands.text_calls.written import Form
from prony.registry import Registry

FORMS: Registry[Form] = Registry(
    "form of text calls", __name__, "FORM", besides=("marked", "reading", "values", "written"), group=None
)
"""Every form, by name."""
