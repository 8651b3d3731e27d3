"""Habits of what comes out of models as servers hand it on: thinking, fences, end tokens."""

from __future__ import annotations

from fake_engine import DONE, ROLE, USAGE, answer, delta, finish, sse, text

from habits.habit import RIGHT, SOLVED, WRONG, Becomes, Habit
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
    Habit(
        name="thinking-after-the-answer",
        servers="Qwen3 and its like with thinking turned off in the template",
        does="lets an empty pair of `<think>` tags follow the answer",
        script=answer(f"{RIGHT}<think>\n</think>\n"),
        becomes=Becomes(Outcome.SOLVED, flags=("tag_leak",), notes=("reasoning in the reply is dropped",)),
    ),
    Habit(
        name="lone-end-of-thinking",
        servers="any whose template opens the thinking, before a model that does not think",
        does="leaves an end of thinking behind the answer that began nowhere",
        script=answer(f"{RIGHT}</think> It doubles a number."),
        becomes=Becomes(
            Outcome.SOLVED,
            flags=("tag_leak",),
            notes=("the answer stands before an end of reasoning that began nowhere",),
        ),
    ),
    Habit(
        name="thinking-without-its-beginning",
        servers="any whose template opens the thinking and that has no reasoning parser",
        does="leaves thinking without its beginning before the answer, and the end of it within a line",
        script=answer(f"Maybe:\n{WRONG}so twice.</think>{RIGHT}"),
        becomes=Becomes(Outcome.SOLVED, flags=("tag_leak",), notes=("reasoning in the reply is dropped",)),
    ),
    Habit(
        name="channels-without-marks",
        servers="any that serves gpt-oss and drops special tokens without reading its channels",
        does="leaves the names of channels and no marks: `analysis` and `assistantfinal`",
        script=answer(f"analysisTwice x. {WRONG}assistantfinal{RIGHT}"),
        becomes=Becomes(Outcome.SOLVED, notes=("reasoning in the reply is dropped",)),
    ),
    Habit(
        name="end-token-at-the-fence",
        servers="llama-server and others with a GGUF whose end of turn is not marked as one",
        does="sends the token that ends a turn as text, glued to the closing fence, and what the model says after it",
        script=answer(f"{RIGHT.rstrip()}<|eot_id|>user\nAnd now?\n{WRONG}"),
        becomes=Becomes(
            Outcome.SOLVED, flags=("tag_leak",), notes=("what follows the model's own <|eot_id|> is not its answer",)
        ),
    ),
    Habit(
        name="next-turn-of-its-own",
        servers="any that does not stop at the end of a turn",
        does="lets a model go on with the next turn of the conversation, in which it answers otherwise",
        script=answer(f"{WRONG}<|im_end|>\n<|im_start|>user\nWrong.<|im_end|>\n<|im_start|>assistant\n{RIGHT}"),
        becomes=Becomes(
            Outcome.FAILED, flags=("tag_leak",), notes=("what follows the model's own <|im_end|> is not its answer",)
        ),
    ),
    Habit(
        name="fence-at-the-code",
        servers="any, before small models",
        does="glues the closing fence to the last line of code",
        script=answer(RIGHT.rstrip().replace("\n```", "```").replace("\n\n```", "\n```", 1) + "\nIt doubles x.\n"),
        becomes=SOLVED,
    ),
    Habit(
        name="helper-apart",
        servers="any",
        does="sends a helper in one block, and the function that uses it in the next",
        script=answer(
            "```python\ndef times(a, b):\n    return a * b\n```\n\nand\n\n"
            "```python\ndef double(x):\n    return times(2, x)\n```\n"
        ),
        becomes=Becomes(
            Outcome.SOLVED,
            notes=("answer.py: block 2 of 2", "answer.py: another block comes with it: it defines times"),
        ),
    ),
    Habit(
        name="tags-for-fences",
        servers="any, before CodeLlama and its like",
        does="puts the code between `[PYTHON]` and `[/PYTHON]`",
        script=answer("[PYTHON]\ndef double(x):\n    return 2 * x\n[/PYTHON]\n"),
        becomes=SOLVED,
    ),
)
