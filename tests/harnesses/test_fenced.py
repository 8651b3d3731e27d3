"""Commands in fenced blocks: which block is one whole command, and what the model is told of any other."""

from __future__ import annotations

import pytest

from prony.gateway import ChatReply
from prony.harnesses.commands.command import Command
from prony.harnesses.commands.fenced import Fenced

WRITE = "cat > README.md <<'EOF'\n# Title\n```python\nprint(1)\n```\nThen:\n```\nls\n```\nEOF"


def read(text: str) -> list[Command]:
    asked = Fenced().asked(ChatReply(text=text), ())
    return [] if asked.miss else list(asked.commands)


def problem(text: str) -> str:
    """Why nothing is run of `text`."""
    (command,) = read(text)
    assert command.problem
    return command.problem


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (f"```bash\n{WRITE}\n```", WRITE),
        (f"I write it.\n```bash\n{WRITE}\ncat README.md\n```\nThat is all.", f"{WRITE}\ncat README.md"),
        (f"~~~bash\n{WRITE}\n~~~", WRITE),
        (f"````bash\n{WRITE}\n````", WRITE),
        ("```bash\npython3 -c \"\nprint('''\n```\n''')\n\"\n```", "python3 -c \"\nprint('''\n```\n''')\n\""),
        ("```bash\ncat > a <<-'X'\n\t```\n\tX\n```\nDone when it ran.", "cat > a <<-'X'\n\t```\n\tX"),
    ],
)
def test_a_fence_within_a_here_document_or_a_quote_ends_no_command(text: str, command: str) -> None:
    assert read(text) == [Command(command)]


@pytest.mark.parametrize(
    "text",
    [
        "```bash\r\nls -l\r\n```\r\n",
        "```bash\rls -l\r```",
        "~~~bash\nls -l\n~~~",
        "```BASH\nls -l\n```",
        "```Bash copy\nls -l\n```",
        "```{.bash}\nls -l\n```",
        "```sh -e\nls -l\n```",
        "```zsh\nls -l\n```",
        '```bash title="look"\nls -l\n```',
        "   ```bash\n   ls -l\n   ```",
        "\t```bash\n\tls -l\n\t```",
        "1. Look first:\n   ```bash\n   ls -l\n   ```",
        "- ```bash\n  ls -l\n  ```",
        "Look: ```bash\nls -l\n```",
        "```bash\nls -l\n```<|eot_id|>",
        "```bash\nls -l\n```\n<|im_end|>\n<|im_start|>user\n```bash\nrm -r .\n```",
        "<think>\n```bash\nrm -r .\n```\n</think>\n```bash\nls -l\n```",
        "```bash\nrm -r .\n```\nwould be wrong.\n</think>\n```bash\nls -l\n```",
        "```bash\nrm -r .\n``` is wrong.\n</think>\n```bash\nls -l\n```",
        "[THINK]```bash\nrm -r .\n```[/THINK]\n```bash\nls -l\n```",
        "<|channel|>analysis<|message|>\n```bash\nrm -r .\n```<|end|><|start|>assistant<|channel|>final<|message|>\n"
        "```bash\nls -l\n```",
        "```console\n$ ls -l\n```",
        "```shell-session\nme@here:~/w$ ls -l\n```",
        "```bash\n$ ls -l\n```",
    ],
)
def test_a_command_is_read_however_its_block_is_written(text: str) -> None:
    assert [command.command.strip() for command in read(text)] == ["ls -l"]
    assert read(text)[0].problem == ""


def test_a_session_that_goes_on_over_lines_is_read_without_its_prompts() -> None:
    assert read("```console\n$ cat > a <<EOF\n> one\n> EOF\n$ ls\n```") == [Command("cat > a <<EOF\none\nEOF\nls")]


@pytest.mark.parametrize(
    "text", ["```bash\necho '</think>'\n```", "```bash\ncat > a <<E\n<think>\nx\n</think>\nE\n```"]
)
def test_what_stands_in_a_command_is_never_taken_out_of_it(text: str) -> None:
    assert read(text) == [Command(text[8:-4])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```bash\ncat > a <<'EOF'\none\n```", "the here-document `EOF` has no end"),
        ("```bash\ncat > a <<'EOF'\n```\none\n```\n", "the here-document `EOF` has no end"),
        (f"```bash\n{WRITE}", "the here-document `EOF` has no end"),
        (f"```bash\n{WRITE}```", "the here-document `EOF` has no end"),
        ("```bash\ncat > a <<EOF\none\nEOF.\n```", "the here-document `EOF` has no end"),
        ('```bash\npython3 -c "\nprint(1)\n```', 'a quote (") has no end'),
        ("```bash\nrm -r build\nsudo apt install \\\n```", "a backslash continues has no end"),
        ("```bash\nls\n```python\nprint(1)\n```", "another fence"),
        ("```bash ls -l\n```", "it is empty"),
        ("```bash\n\n```", "it is empty"),
        ("```bash run.sh\nls\n```", "named for the file run.sh"),
        ("```sh:scripts/run.sh\nls\n```", "named for the file scripts/run.sh"),
        ('```bash title="run.sh"\nls\n```', "named for the file run.sh"),
        ("```console\n$ ls\na.py\n```", "a session, with a prompt and output"),
        ("```console\nls\n```", "a session, with a prompt and output"),
        ("```bash\n$ python3 -m unittest\nOK\n```", "a session, with a prompt and output"),
        ("```bash\nls\n```\n```sh\npwd\n```", "one block a message"),
        ("```console\n$ ls\n```\n```console\n$ pwd\n```", "one block a message"),
    ],
)
def test_what_is_not_plainly_one_whole_command_is_told_and_never_run(text: str, words: str) -> None:
    assert words in problem(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is left to do.",
        "<think>\n```bash\nls\n```\n</think>\nDone.",
        "<think>\n```bash\nls\n```\n",
        "The old one was:\n> ```bash\n> ls\n> ```",
        "````markdown\n```bash\nls\n```\n````",
        "```python\nprint(1)\n```",
        "Type ```bash ls``` then.",
    ],
)
def test_no_command_is_made_of_thoughts_quotations_or_other_blocks(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("```bash\nls\n```\n```python\nprint(1)\n```", "`python`"),
        ("```js\nx\n```\n```bash\nls\n```\n```toml\ny\n```", "`js` and `toml`"),
        ("```python\nx\n```\n```bash\nls\n```\n```python\ny\n```", "`python`"),
    ],
)
def test_code_beside_a_command_is_said_to_have_changed_no_file(text: str, named: str) -> None:
    assert Fenced().asked(ChatReply(text=text), ()).unsaved.startswith(f"The {named} code in your message was not run")


@pytest.mark.parametrize("text", ["```bash\nls\n```", "```bash\nls\n```\n```\nshown\n```\n```text\nshown\n```"])
def test_what_only_shows_something_is_not_spoken_of(text: str) -> None:
    assert Fenced().asked(ChatReply(text=text), ()).unsaved == ""


@pytest.mark.parametrize(
    "text",
    [
        "```bash\n" + "x<|im_end|>\n" * 20_000,
        "```bash\ncat <<E\n" + "```x\n" * 20_000 + "E\n```",
        "```bash\ncat <<E\n" + "</think>\n" * 20_000 + "E\n```",
        "```bash\n" * 20_000,
        "<think>x</think>\n" * 10_000,
        "$ ls\n" * 20_000,
        "```console\n" + "$ ls\n" * 5_000 + "```",
    ],
    ids=lambda text: text[:24],
)
def test_a_flood_is_read_to_its_end(text: str) -> None:
    assert len(read(text)) <= 1
