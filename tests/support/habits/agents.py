"""Habits of calling tools."""

from __future__ import annotations

import json

from fake_engine import DONE, ROLE, USAGE, answer, delta, finish, sse, text

from habits.habit import CALLED, REPAIR, SOLVED, Becomes, Habit
from prony.nouns import Outcome

WRITTEN = json.dumps({"name": "bash", "arguments": {"command": REPAIR}})
IN_FENCES = Becomes(Outcome.SOLVED, labels=("shim:tools-as-text",))
BLOCK = answer(f"```bash\n{REPAIR}\n```")
DONE_NOW = answer("Done.")


def written(name: str, servers: str, does: str, call: str, *flags: str) -> Habit:
    """A server that hands on a call as text, in one form."""
    return Habit(
        name=name,
        servers=servers,
        does=does,
        script=(answer(call), DONE_NOW),
        harness="loop",
        becomes=Becomes(Outcome.SOLVED, flags=flags, labels=("shim:text-calls",)),
        shows="`shim:text-calls`",
    )


HABITS = (
    Habit(
        name="calls",
        servers="any server with a tool parser for the model",
        does="sends tool calls as such",
        script=(CALLED, DONE_NOW),
        harness="loop",
        becomes=SOLVED,
    ),
    Habit(
        name="talks",
        servers="any",
        does="answers without a call, although the task is not done",
        script=answer("It should be x + 1."),
        harness="loop",
        becomes=Becomes(Outcome.FAILED, labels=("gave_up",)),
        shows="`gave_up`",
    ),
    written(
        "hermes-as-text",
        "vLLM, SGLang, TabbyAPI without a tool parser",
        "hands on a call of Hermes or Qwen2.5 as text",
        f"<tool_call>\n{WRITTEN}\n</tool_call>",
        "tag_leak",
    ),
    written(
        "json-as-text",
        "any, with Qwen2.5-Coder",
        "hands on a call as JSON in a fence",
        f"I look first.\n\n```json\n{WRITTEN}\n```",
    ),
    written(
        "qwen3-coder-as-text",
        "llama-server, LM Studio, Ollama with a template of another's",
        "hands on Qwen3-Coder's XML without its first tag",
        f"<function=bash>\n<parameter=command>\n{REPAIR}\n</parameter>\n</function>\n</tool_call>",
        "tag_leak",
    ),
    written(
        "llama-as-text",
        "vLLM without `--tool-call-parser llama3_json`",
        'hands on `{"name", "parameters"}` as text',
        json.dumps({"name": "bash", "parameters": {"command": REPAIR}}),
    ),
    written(
        "mistral-as-text",
        "llama.cpp builds that do not know the model's tokenizer",
        "hands on `[TOOL_CALLS]` as text",
        f"[TOOL_CALLS]bash[ARGS]{json.dumps({'command': REPAIR})}",
    ),
    Habit(
        name="quotes-a-call",
        servers="any",
        does="answers with a call as an example of one",
        script=answer(f"A call looks like this:\n\n<tool_call>\n{WRITTEN}\n</tool_call>\n\nI need none."),
        harness="loop",
        becomes=Becomes(Outcome.FAILED, flags=("tag_leak",), labels=("gave_up", "shim:tools-as-text")),
        shows="`shim:tools-as-text`",
    ),
    Habit(
        name="another-tools-call",
        servers="any, with small models",
        does="writes calls of tools that there are not, and commands in fences where there are no tools",
        script=(*[answer(WRITTEN.replace("bash", "run_tests"))] * 2, BLOCK, DONE_NOW),
        harness="loop",
        becomes=IN_FENCES,
        shows="`shim:tools-as-text`",
    ),
    Habit(
        name="call-in-thoughts",
        servers="any server with a reasoning parser",
        does="sends a call within the reasoning only",
        script=sse(
            ROLE,
            delta({"reasoning_content": f"I could do <tool_call>\n{WRITTEN}\n</tool_call>"}),
            text("It should be x + 1."),
            finish(),
            USAGE,
            DONE,
        ),
        harness="loop",
        becomes=Becomes(Outcome.FAILED, labels=("gave_up",)),
        shows="`gave_up`",
    ),
    Habit(
        name="fences-in-a-here-document",
        servers="any, with `--tools fenced` or a template without tools",
        does="writes a file with fences in it by a fenced command, with Windows line ends",
        script=(
            answer(WRITTEN.replace("bash", "write_file")),
            answer(WRITTEN.replace("bash", "write_file")),
            answer(f"```bash\ncat > notes.md <<'EOF'\n```\nx\n```\nEOF\n{REPAIR}\n```\n".replace("\n", "\r\n")),
            DONE_NOW,
        ),
        harness="loop",
        becomes=Becomes(
            Outcome.SOLVED,
            labels=("shim:tools-as-text",),
            notes=("changed, but not asked for: 'notes.md'",),
        ),
        shows="`shim:tools-as-text`",
    ),
)
