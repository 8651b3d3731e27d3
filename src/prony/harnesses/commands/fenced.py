"""Commands as one fenced block a message, for templates that know no tools.

Only what is plainly one whole command is run; of anything else the model is told why it was not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from prony.gateway import ChatReply
from prony.harnesses.commands.beside import unsaved
from prony.harnesses.commands.command import Asked, Command, CommandTurn, Miss
from prony.harnesses.commands.spoken import SHELLS, fenced_blocks, spoken
from prony.languages.shell_text import left_open
from prony.suites.fences import Block

_SESSIONS = frozenset({"console", "terminal", "shellsession", "shell-session", "sh-session", "bash-session"})
MOST_FENCES = 40
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_PROMPT = re.compile(r"(?:[\w.-]+@[\w.-]+:[^\s$#]*[$#]|\$)(?:[ \t]|$)")
_FILE_NAME = re.compile(r"[=:]?[\"']?(?P<name>[\w./\\-]*[\w-]\.[A-Za-z]\w{0,5})[\"']?,?")
_QUOTED = re.compile(r"\s*>[>\s]*")
STRAY = re.compile(r'"arguments"\s*:|^[ \t]*(?:```|~~~)', re.MULTILINE)
"""In a message without commands: it looks like one."""
SESSION = "it shows a session, with a prompt and output. Write the command alone"


class Fenced:
    """Commands as one fenced block a message. See `Calls` for what its parts are."""

    name = "fenced"
    how = """To run a command, write it in one fenced block and stop:\n```bash\nCOMMAND\n```
One block a message. Its output and exit status come back as the next message."""
    missed = "Nothing was run: commands are run from a block that begins with ```bash, and nowhere else."
    offer: ClassVar[dict[str, Any]] = {}
    example: ClassVar = CommandTurn(ChatReply(text="```bash\nls\n```"), Asked(), ["[exit status 0]"])

    def asked(self, reply: ChatReply, given: Iterable[str]) -> Asked:
        """As of `Calls`."""
        text = spoken(reply.text)
        found = [block for block in fenced_blocks(text) if not _QUOTED.fullmatch(block.above)]
        own = [block for block in found if block.language in SHELLS]
        own = own or [block for block in found if block.language in _SESSIONS]
        if len(own) > 1:
            several = "write one block a message; none of these was run"
            return Asked((Command("\n".join(block.body for block in own), several),))
        if own:
            return Asked((_command(own[0]),), unsaved=unsaved(text, with_shells=False))
        return Asked((Command("", self.missed),), miss=Miss.STRAY) if STRAY.search(text) else Asked()

    def turn(self, turn: CommandTurn) -> list[dict[str, Any]]:
        """As of `Calls`. Calls of a turn before the model went over to this are shown as blocks."""
        blocks = [f"```bash\n{one.command}\n```" for one in turn.asked.commands if turn.reply.tool_calls]
        text = "\n".join([*([turn.reply.text] if turn.reply.text or not blocks else []), *blocks])
        return [{"role": "assistant", "content": text}, {"role": "user", "content": "\n".join(turn.results)}]


def _command(block: Block) -> Command:
    """The command of a block; with the reason where it is not plainly one, and whole."""
    command, problem = block.body.strip("\n"), ""
    lines = [line for line in command.split("\n") if line.strip()]
    if lines and (block.language in _SESSIONS or _PROMPT.match(lines[0])):
        command, problem = _of_session(command)
    if named := _file_named(block.info):
        problem = f"it is named for the file {named}. A block changes no file: write the file with a command"
    elif not command.strip():
        problem = "it is empty. The command stands on lines of its own, below ```bash"
    elif open_end := left_open(command):
        problem = f"{open_end} has no end within it"
    elif _has_another_fence(command):
        problem = "another fence stands within it"
    return Command(block.body, f"Nothing was run of your block: {problem}.") if problem else Command(command)


def _has_another_fence(command: str) -> bool:
    """Whether a fence stands in it outside here-documents and quotes; of many, the first are looked at."""
    fences = itertools.islice(_FENCE.finditer(command), MOST_FENCES)
    return any(not left_open(command[: fence.start()]) for fence in fences)


def _file_named(info: str) -> str:
    """The name of a file that a block has beside its language, such as `run.sh` in ```` ```bash run.sh ````."""
    words = re.sub(r"^\{?\.?[A-Za-z][\w+#-]*", "", info).replace("}", " ").split()
    names = [match["name"] for word in words if (match := _FILE_NAME.fullmatch(re.sub(r"^\w+=", "=", word)))]
    return names[0] if names else ""


def _of_session(text: str) -> tuple[str, str]:
    """The commands of a session where every line is one behind its prompt, or goes on with one; else the problem."""
    commands: list[str] = []
    for line in text.split("\n"):
        prompt = _PROMPT.match(line.lstrip())
        if commands and left_open(commands[-1]):
            commands[-1] += "\n" + line.removeprefix("> ")
        elif prompt:
            commands.append(line.lstrip()[prompt.end() :])
        elif line.strip():
            return text, SESSION
    return "\n".join(commands), "" if commands else SESSION
