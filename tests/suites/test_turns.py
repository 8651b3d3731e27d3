"""What of a reply is the model's own answer: not its reasoning, and not what it says after its own end of turn."""

import pytest

from prony.nouns import FaultCode
from prony.suites.answers import extract

RIGHT = "def larger(a, b):\n    return a if a > b else b\n"
WRONG = "def larger(a, b):\n    return a if a < b else b\n"


def fenced(body, info="python"):
    return f"```{info}\n{body}```\n"


@pytest.fixture
def larger(answer_task):
    return answer_task("larger.py", defines=("larger",))


def taken(reply, task):
    found = extract(reply, task)
    assert found.fault is None, found
    return found.files[task.answer[0]].decode()


PAIRS = {
    "think": ("<think>", "</think>"),
    "thinking": ("<thinking>", "</thinking>"),
    "thought": ("<thought>", "</thought>"),
    "reasoning": ("<reasoning>", "</reasoning>"),
    "in capitals": ("<THINK>", "</THINK>"),
    "an attribute": ('<think effort="high">', "</think>"),
    "seed": ("<seed:think>", "</seed:think>"),
    "magistral": ("[THINK]", "[/THINK]"),
    "kimi": ("◁think▷", "◁/think▷"),
    "cohere": ("<|START_THINKING|>", "<|END_THINKING|>"),
    "open-thinker": ("<|begin_of_thought|>", "<|end_of_thought|>"),
    "harmony": ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
    "harmony, only ended": ("<|channel|>analysis<|message|>", "<|end|>"),
    "gemma": ("<|channel>thought\n", "<channel|>"),
    "two names": ("<think>", "</thinking>"),
}
pairs = pytest.mark.parametrize(("begin", "end"), PAIRS.values(), ids=PAIRS.keys())


@pairs
def test_reasoning_before_the_answer_is_dropped_with_the_code_in_it(begin, end, larger):
    assert taken(f"{begin}Maybe so:\n{fenced(WRONG)}No.\n{end}\n\n{fenced(RIGHT)}", larger) == RIGHT
    assert taken(f"{begin}Maybe so:\n```python\ndef larger(\n{end}{fenced(RIGHT)}", larger) == RIGHT


@pairs
def test_an_empty_pair_after_the_answer_loses_only_itself(begin, end, larger):
    assert taken(f"{fenced(RIGHT)}{begin}\n{end}\n", larger) == RIGHT
    assert taken(f"{RIGHT}\n{begin}{end}", larger) == RIGHT


@pairs
def test_a_pair_within_a_block_loses_only_itself(begin, end, larger):
    first, second = RIGHT.splitlines(keepends=True)
    assert taken(f"```python\n{RIGHT.rstrip()}{begin}{end}\n```\n", larger) == RIGHT
    assert taken(f"```python\n{first}{begin}\nWhich?\n{end}\n{second}```\n", larger) == RIGHT


@pairs
def test_reasoning_after_the_answer_is_dropped_with_the_code_in_it(begin, end, larger):
    assert taken(f"{fenced(RIGHT)}\n{begin}\nOr rather:\n{fenced(WRONG)}{end}\n", larger) == RIGHT


@pairs
def test_reasoning_that_never_ends_is_no_answer(begin, end, larger):
    found = extract(f"{begin}\nMaybe:\n{fenced(RIGHT)}", larger)
    assert found.fault.code is FaultCode.EMPTY
    assert any("never ends" in note for note in found.notes)


@pairs
def test_reasoning_that_never_ends_takes_no_answer_before_it_along(begin, end, larger):
    assert taken(f"{fenced(RIGHT)}\n{begin}\nOr rather:\n{fenced(WRONG)}", larger) == RIGHT


ORPHANS = ("</think>", "</thinking>", "</reasoning>", "</seed:think>", "[/THINK]", "◁/think▷", "<|END_THINKING|>",
           "<channel|>", "<|channel|>final<|message|>")  # fmt: skip
orphans = pytest.mark.parametrize("end", ORPHANS)


@orphans
@pytest.mark.parametrize(
    "reply",
    [
        "Maybe:\n{wrong}No.\n{end}\n\n{right}",
        "Maybe:\n{wrong}So it is max. {end}\n{right}",
        "Maybe:\n{wrong}{end}{right}",
        "Maybe:\n{wrong}so: {end} Here it is:\n{right}",
        "Maybe:\n```python\ndef larger(a, b):\n    retu\n{end}\n{right}",
        "Maybe:\n```python\ndef larger(a, b): {end}\n{right}",
        "The end tag `</think>` comes next.{end}\n{wrong}{end}\n{right}",
    ],
)
def test_what_precedes_an_end_of_reasoning_is_reasoning_wherever_it_stands(reply, end, larger):
    reply = reply.replace("{wrong}", fenced(WRONG)).replace("{right}", fenced(RIGHT)).replace("{end}", end)
    found = extract(reply, larger)
    assert found.files == {"larger.py": RIGHT.encode()}
    assert any("reasoning" in note for note in found.notes)


@orphans
@pytest.mark.parametrize(
    "reply",
    [
        "{right}{end}\n",
        "{right}\n{end}\n\nThis returns the larger of the two.",
        "{right}That is it.{end}It works for all numbers.",
        "{bare}{end}",
        "{right}\n{end}\n\nUse it so:\n```python\nprint(larger(1, 2))\n```\n",
        "{right}\n{end}\n\nIt prints\n```\n2\n```\n",
        "{end}\n{right}",
    ],
)
def test_an_answer_before_an_end_of_reasoning_stays_where_nothing_behind_it_is_one(reply, end, larger):
    assert (
        taken(reply.replace("{right}", fenced(RIGHT)).replace("{bare}", RIGHT).replace("{end}", end), larger) == RIGHT
    )


@orphans
def test_a_draft_is_not_taken_for_an_answer_where_the_answer_behind_the_reasoning_is_another_function(end, larger):
    reply = f"Maybe:\n{fenced(RIGHT)}{end}\n{fenced('def biggest(a, b):' + chr(10) + '    return a' + chr(10))}"
    assert b"biggest" in extract(reply, larger).files["larger.py"]


def test_a_draft_does_not_stand_in_for_a_wrong_answer(larger):
    assert taken(f"Maybe:\n{fenced(RIGHT)}</think>\n{fenced(WRONG)}", larger) == WRONG


def test_the_channels_of_a_server_that_drops_their_marks_are_told_apart(larger):
    reply = f"analysisWe need max. Maybe {fenced(WRONG)}assistantfinal{fenced(RIGHT)}"
    assert taken(reply, larger) == RIGHT


@pytest.mark.parametrize(
    "body",
    [
        'def larger(a, b):\n    return a.replace("<think>", "").split("</think>")[-1]\n',
        'def larger(a, b):\n    """Drop <think>...</think>.\n\n    </think>\n    """\n    return a\n',
        "import re\n\nMARK = re.compile('<think>.*?</think>')\n\n\ndef larger(a, b):\n    return MARK.sub('', a)\n",
        "def larger(a, b):\n    # what stands behind </think> counts\n    return a\n",
        'END = "<|im_end|>"\n\n\ndef larger(a, b):\n    return f"<|im_start|>user\\n{a}<|im_end|>\\n" + END\n',
        'def larger(a, b):\n    return """<|im_start|>user\n<|im_end|>\n<|im_start|>assistant\n"""\n',
        "def larger(a, b):\n    return a  # ends with <|eot_id|>\n",
        "def larger(a, b):\n    return [t for t in a if t not in ('</s>', '[/INST]')]\n",
    ],
)
def test_tags_and_tokens_within_code_are_code(body, larger):
    assert (
        taken(f"Here it is:\n\n{fenced(body)}\nIt drops `<think>` and `</think>`, and `<|im_end|>`.\n", larger) == body
    )
    assert taken(body, larger) == body


def test_a_tag_that_is_spoken_of_begins_nothing(larger):
    assert taken(f"It drops what <think> begins, say.\n{fenced(RIGHT)}", larger) == RIGHT
    assert taken(f"{fenced(RIGHT)}\nIt stops at the <|im_end|> token, as it should.\n", larger) == RIGHT


TOKENS = ("<|eot_id|>", "<|im_end|>", "</s>", "<|endoftext|>", "<end_of_turn>", "[/INST]", "<|END_OF_TURN_TOKEN|>",
          "<|end|>", "<|EOT|>", "<｜end▁of▁sentence｜>", "<eos>", "<turn|>", "[|endofturn|]", "<|return|>",
          "<|end_of_text|>", "<|user|>", "<|eom_id|>", "<seed:eos>", "<|file_sep|>")  # fmt: skip
tokens = pytest.mark.parametrize("token", TOKENS)


@tokens
@pytest.mark.parametrize(
    "reply",
    [
        "{right}```{token}",
        "{right}```{token}\n{more}",
        "{right}```{token}user\nAnd now?\n{more}",
        "{right}{token}user\nAnd now?\n{more}",
        "{right}```{token} and now the same again\n{more}",
        "{right}``` {token}\nNow the tests:\n{more}",
        "{right}{token}\n{more}",
        "{right}    {token}{token}\n```\n{more}",
        "{stripped}{token}\n```\n{more}",
        "{stripped}```{token}{more}",
        "{right}```\nThat is it.{token}\n{more}",
        "{right}```\nThat is it.{token}user\n{more}",
        "{right}```\n\n{token}\n{token}{more}",
    ],
)
def test_what_a_model_says_after_its_own_end_of_turn_is_not_the_answer(reply, token, larger):
    reply = reply.replace("{right}", RIGHT).replace("{stripped}", RIGHT.rstrip()).replace("{token}", token)
    found = extract("Here it is:\n```python\n" + reply.replace("{more}", fenced(WRONG)), larger)
    assert found.files == {"larger.py": RIGHT.encode()}
    if "{more}" in reply:
        assert any("own" in note for note in found.notes)


@tokens
def test_a_bare_answer_ends_with_the_models_turn(token, larger):
    assert taken(f"{RIGHT.rstrip()}{token}", larger) == RIGHT
    assert taken(f"{RIGHT}{token}\nHuman: and now the smaller\n{WRONG}", larger) == RIGHT


@tokens
def test_a_turn_that_ends_before_it_says_anything_is_not_over(token, larger):
    assert taken(f"{token}\n{fenced(RIGHT)}", larger) == RIGHT


def test_a_turn_that_ends_behind_its_reasoning_holds_no_answer(larger):
    found = extract(f"<think>\nHm.\n</think>\n<|im_end|>\n{fenced(RIGHT)}", larger)
    assert found.fault.code is FaultCode.EMPTY


def test_the_head_of_a_turn_is_no_part_of_it(larger):
    for head in ("<|im_start|>assistant\n", "<|start_header_id|>assistant<|end_header_id|>\n\n", "<|START_RESPONSE|>"):
        assert taken(f"{head}{fenced(RIGHT)}", larger) == RIGHT
