"""What keeps a task of Harbor from measuring what it says: findings, each with a code, a place and a next step."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from prony.nouns import Noun
from prony.suites.importers.foreign.harbor_folders import NETWORK, HarborFolder, commands

TEST_SCRIPT = "tests/test.sh"
_REWARD = re.compile(r"[^\s'\"=>]*reward\.(?:txt|json)")
_JSON = re.compile(r"""echo\s+(?P<quote>['"])(?P<json>\{.*\})(?P=quote)""")
_TIMED = re.compile(r"\btimeout\s+(?:-\S+\s+)*\d|assert\b.*\b(?:elapsed|duration|took)\b.*<|\btimeout\s*=\s*\d")
_PLACE = "/logs/verifier/"
LEAST_BYTES = 32
"""Of a file that is told by its bytes."""


class HarborFinding(Noun, frozen=True, kw_only=True):
    """One thing that is wrong with a task."""

    code: str
    where: str
    """`TASK/FILE:LINE`."""
    what: str
    hint: str


class _Found(Noun, frozen=True, kw_only=True):
    where: str
    what: str


def lint(folder: HarborFolder) -> tuple[HarborFinding, ...]:
    """All findings of a task, in the order of their codes."""
    return tuple(
        HarborFinding(code=code, where=f"{folder.name}/{found.where}", what=found.what, hint=hint)
        for code, (check, hint) in CHECKS.items()
        for found in check(folder)
    )


def _tests_in_image(folder: HarborFolder) -> Iterator[_Found]:
    tests = _telling(folder.below("tests/"))
    for instruction in folder.image:
        if instruction.word in ("COPY", "ADD") and re.search(r"(?:^|[\s/\"])tests?(?:[/\s\".]|$)", instruction.rest):
            what = f"the image is built with the tests in it: {instruction.word} {instruction.rest[:80]}"
            yield _Found(where=f"environment/Dockerfile:{instruction.line}", what=what)
    for path, data in folder.below("environment/").items():
        if data in tests and path != "Dockerfile":
            yield _Found(where=f"environment/{path}", what="a file of the tests is among those of the image")


def _solution_in_image(folder: HarborFolder) -> Iterator[_Found]:
    solutions = _telling(folder.below("solution/"))
    for instruction in folder.image:
        if instruction.word in ("COPY", "ADD") and re.search(r"(?:^|[\s/\"])solution[/\s\".]", instruction.rest):
            yield _Found(where=f"environment/Dockerfile:{instruction.line}", what="the image holds the solution")
    for path, data in folder.below("environment/").items():
        if data in solutions:
            yield _Found(where=f"environment/{path}", what="a file of the solution is among those of the image")


def _telling(files: dict[str, bytes]) -> set[bytes]:
    """The bytes of files that are long enough to be nothing else."""
    return {data for data in files.values() if len(data) >= LEAST_BYTES}


def _no_solution(folder: HarborFolder) -> Iterator[_Found]:
    if "solution/solve.sh" not in folder.files:
        yield _Found(where="solution/solve.sh", what="there is no solution: nothing shows that the task can be solved")


def _no_verifier(folder: HarborFolder) -> Iterator[_Found]:
    if TEST_SCRIPT not in folder.files:
        yield _Found(where=TEST_SCRIPT, what="there is no tests/test.sh: nothing verifies")
    elif not _REWARD.search(folder.text(TEST_SCRIPT)) and not any(
        _REWARD.search(data.decode("utf-8", "replace")) for data in folder.below("tests/").values()
    ):
        yield _Found(where=TEST_SCRIPT, what="no reward is written")


def _network_at_verify(folder: HarborFolder) -> Iterator[_Found]:
    for path in folder.files:
        if path.startswith("tests/") and path.endswith(".sh"):
            for line, text in commands(folder.text(path)):
                if match := NETWORK.search(text):
                    yield _Found(where=f"{path}:{line}", what=f"the verifier needs a network: {match.group()}")


def _unpinned_image(folder: HarborFolder) -> Iterator[_Found]:
    stages = set[str]()
    for instruction in folder.image:
        if instruction.word != "FROM":
            continue
        words = [word for word in instruction.rest.split() if not word.startswith("--")]
        image = words[0] if words else ""
        tag = image.rpartition("/")[2].partition(":")[2]
        if image not in stages | {"scratch"} and "@sha256:" not in image and tag in ("", "latest"):
            yield _Found(
                where=f"environment/Dockerfile:{instruction.line}", what=f"{image} is another image every month"
            )
        if len(words) == 3 and words[1].lower() == "as":
            stages.add(words[2])


def _reward_elsewhere(folder: HarborFolder) -> Iterator[_Found]:
    for line, text in commands(folder.text(TEST_SCRIPT)):
        for match in _REWARD.finditer(text):
            place = match.group()
            if place.startswith("/") and not place.startswith(_PLACE):
                yield _Found(where=f"{TEST_SCRIPT}:{line}", what=f"{place} is where the agent can write")
        if re.search(r"chmod\s+(?:-R\s+)?(?:[0-7]?777|a\+w|o\+w)\s+\S*/logs", text):
            yield _Found(where=f"{TEST_SCRIPT}:{line}", what="the folder of rewards is opened to everybody")
    for instruction in folder.image:
        if instruction.word == "RUN" and re.search(r"/logs/verifier", instruction.rest):
            what = "the folder of rewards is made in the image, where the agent works"
            yield _Found(where=f"environment/Dockerfile:{instruction.line}", what=what)


def _odd_rewards(folder: HarborFolder) -> Iterator[_Found]:
    for line, text in commands(folder.text(TEST_SCRIPT)):
        match = _JSON.search(text) if "reward.json" in text else None
        if match is None:
            continue
        try:
            reward = json.loads(match["json"])
        except (ValueError, RecursionError):
            continue
        odd = [key for key, value in reward.items() if isinstance(value, bool) or not isinstance(value, int | float)]
        fixed = [key for key, value in reward.items() if key in ("passed", "total") and value]
        if odd:
            yield _Found(
                where=f"{TEST_SCRIPT}:{line}", what=f"reward.json holds what is no number: {', '.join(odd[:4])}"
            )
        if fixed:
            yield _Found(
                where=f"{TEST_SCRIPT}:{line}", what=f"numbers are written that nothing counted: {', '.join(fixed)}"
            )


def _absolute_times(folder: HarborFolder) -> Iterator[_Found]:
    for path in folder.files:
        if path.startswith("tests/") and path.endswith((".sh", ".py")):
            for line, text in enumerate(folder.text(path).splitlines(), 1):
                if _TIMED.search(text) and not text.lstrip().startswith("#"):
                    yield _Found(where=f"{path}:{line}", what="seconds that one machine has and another has not")


def _private_image(folder: HarborFolder) -> Iterator[_Found]:
    image = folder.setting("environment", "docker_image")
    if isinstance(image, str) and "." in image.partition("/")[0]:
        host = image.partition("/")[0]
        if host not in ("docker.io", "ghcr.io", "quay.io", "gcr.io", "mcr.microsoft.com", "public.ecr.aws"):
            yield _Found(where="task.toml", what=f"its image is at {host}, which others may not reach")


CHECKS: dict[str, tuple[Callable[[HarborFolder], Iterator[_Found]], str]] = {
    "H101": (
        _tests_in_image,
        "leave tests/ out of the image: they are laid into the container after the agent is done",
    ),
    "H102": (_solution_in_image, "leave solution/ out of the image"),
    "H103": (_no_solution, "add solution/solve.sh, and show with it that the reward is 1"),
    "H104": (_network_at_verify, "install what the verifier needs in the Dockerfile, at fixed versions"),
    "H105": (_unpinned_image, "name a tag, better a digest: FROM NAME:TAG@sha256:..."),
    "H106": (
        _reward_elsewhere,
        "write /logs/verifier/reward.txt or reward.json from tests/test.sh, and make its folder there",
    ),
    "H107": (_absolute_times, "compare with a reference that runs beside it, or count steps"),
    "H108": (_no_verifier, "let tests/test.sh write /logs/verifier/reward.txt"),
    "H109": (_odd_rewards, "write numbers, and those that the run counted"),
    "H110": (_private_image, "build it from environment/Dockerfile, or publish the image"),
}
"""Code -> the check, and the next step."""
