"""Habits of what comes out of models as servers hand it on: thinking, fences, end tokens."""

from __future__ import annotations

from fake_engine import DONE, ROLE, USAGE, answer, delta, finish, sse, text

from habits.habit import RIGHT, SOLVED, Becomes, Habit
from prony.nouns import FaultCode, Outcome

HABITS = (
    Habit(
        name="thinking-apart",
        servers="llama-server, vLLM, SGLang with a reasoning parser",
        does="sends the thinking as `reasoning_content` before the answer",
        script=sse(ROLE, delta({"reasoning_content": "twice x"}), text(RIGHT), finish(), USAGE, DONE),
        becomes=SOLVED,
    ),
    Habit(
        name="thinking-inside",
        servers="any server without a reasoning parser",
        does="leaves the thinking in the answer, between `<think>` and `</think>`",
        script=answer(f"<think>twice x</think>\n{RIGHT}"),
        becomes=Becomes(Outcome.SOLVED, flags=("tag_leak",), notes=("reasoning in the reply is dropped",)),
    ),
    Habit(
        name="nothing",
        servers="any",
        does="ends the reply before it began",
        script=sse(ROLE, finish(), USAGE, DONE),
        becomes=Becomes(Outcome.FAULTED, FaultCode.EMPTY),
    ),
    Habit(
        name="answer-as-thinking",
        servers="vLLM, SGLang with a reasoning parser, before a model that does not think",
        does="sends the whole answer as `reasoning_content`, and nothing else",
        script=sse(ROLE, delta({"reasoning_content": RIGHT}), finish(), USAGE, DONE),
        becomes=Becomes(Outcome.INFRA, FaultCode.MISPLACED_ANSWER),
        shows="what was there: `a whole block (python, 32 characters)`",
    ),
    Habit(
        name="thinking-without-answer",
        servers="any with a reasoning parser",
        does="ends a reply in mid-thought",
        script=sse(ROLE, delta({"reasoning_content": "twice x, so"}), finish(), USAGE, DONE),
        becomes=Becomes(Outcome.FAULTED, FaultCode.EMPTY),
    ),
    Habit(
        name="command-under-the-name",
        servers="small instruct models",
        does="shows under the file's name the command that runs it",
        script=answer(f"{RIGHT}\nSave it as `answer.py`, then run:\n```bash\npython answer.py\n```\n"),
        becomes=Becomes(
            Outcome.SOLVED,
            notes=("answer.py: a block that is named for it is not taken, since it is no code of it",),
        ),
    ),
)
