"""An outside agent: one program in a workspace, which reaches the gateway and nothing else.

It has a HOME of its own, made for the attempt, and no key: whatever its configuration says, the gateway puts in model
and credentials. What is handed in is what became of the workspace. What went wrong between it and the model is the
gateway's record; its exit status tells only whether it broke by itself.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from prony.config import expanded
from prony.errors import SandboxError
from prony.gateway.dialects import DEFAULT
from prony.harnesses.agent_file import AgentFile, filled, program_folder
from prony.harnesses.handing_in import handed_in
from prony.harnesses.job import AttemptJob, Known, command_limits
from prony.harnesses.needs import Needs
from prony.harnesses.rehearsal import Rehearsal, of_agents
from prony.harnesses.result import HarnessResult
from prony.nouns import AttemptLimits, Fault, FaultCode, HarnessIdentity, Limits, Verdict, digest_of
from prony.options import narrowed
from prony.outcomes import fault
from prony.sandbox import Execution, Workspace
from prony.suites import prompt, step_prompt

WORKSPACE, HOME, PROGRAM, BRIEF, STDIN = "/workspace", "/tmp/home", "/agent", "/tmp/brief.md", "/tmp/stdin"
MODEL = "bench-model"
"""The model as every agent knows it: some change their prompts by its name. The gateway puts in the real one."""
PROCESSES = 512
CORES = 8
"""CPU seconds that it may use for each second of its attempt."""
UNKNOWN_CONTEXT = 32_768
LOOKS_EVERY_S, GRACE_S = 0.2, 5.0
"""How soon it is seen that the gateway is closed, and how long an agent has then to come to its end."""
SHOWN_CHARS = 2000
PIECE_BYTES = 60_000
_VARIABLES = {
    "HOME": HOME,
    "XDG_CONFIG_HOME": f"{HOME}/.config",
    "XDG_DATA_HOME": f"{HOME}/.local/share",
    "XDG_CACHE_HOME": f"{HOME}/.cache",
    "XDG_STATE_HOME": f"{HOME}/.local/state",
    "CI": "1",
}


class Agent:
    """The harness that an agent file describes."""

    def __init__(self, name: str, file: AgentFile, path: Path) -> None:
        self._name, self._file, self._path = name, file, path
        binds = ((str(program_folder(file, path)), PROGRAM),) if file.program is not None else ()
        self.needs = Needs(
            modes=frozenset(file.modes),
            steps=True,
            workspace=True,
            reach=True,
            names_files=True,
            conversation_tokens=file.conversation_tokens,
            prompt_cache=True,
            dialect=DEFAULT if file.translation else file.dialect,
            translation=file.translation,
            toolchain=file.toolchain,
            binds=binds,
            version=tuple(filled(word, _FIXED) for word in file.version),
            limits=narrowed(file.attempt, AttemptLimits),
        )

    def identity(self, known: Known) -> HarnessIdentity:
        """See `Harness`: its digest covers its file, and the files of a program that lies beside that."""
        program = self._file.program
        beside = program is not None and not expanded(program).is_absolute()
        files = _digests(program_folder(self._file, self._path)) if beside else {}
        translated = {"translation": self._file.translation} if self._file.translation else {}
        return HarnessIdentity(
            name=self._name,
            version=known.version or "not captured",
            config_sha256=digest_of([self._file, files, MODEL]),
            settings={"dialect": self._file.dialect, **translated, **known.workspace},
        )

    def rehearsals(self, known: Known) -> tuple[Rehearsal, ...]:
        """Those of all agents: what this one sends, its program alone knows."""
        return of_agents()

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Let the agent work until it ends, or its time does. Raises SandboxError where no workspace is."""
        if result := job.not_asked():
            return result
        if job.workspaces is None:
            raise SandboxError("E433", "an agent has no workspace to work in", hint="prony doctor says why")
        task, file, places = job.task, self._file, _places(job)
        chains = tuple(dict.fromkeys((*task.toolchain, *file.toolchain)))
        limits = command_limits(job.limits)
        async with job.workspaces.open(
            job.start, chains, reach=job.url, limits=limits, binds=self.needs.binds
        ) as workspace:
            texts = {f"{HOME}/{path}": filled(text, places) for path, text in file.files.items()}
            await _write(workspace, texts)
            step, wall_s = None, job.limits.wall_s
            while True:
                await _write(workspace, {BRIEF: places["brief"], STDIN: filled(file.stdin, places)})
                command = f"exec {shlex.join(filled(word, places) for word in file.argv)} < {STDIN}"
                env = {**_VARIABLES, **{name: filled(value, places) for name, value in file.env.items()}}
                asked = job.requests()
                execution = await _run(workspace, command, _whole(limits, wall_s), env, job)
                end = job.recorded_fault() or self._end(execution, job, asked)
                transcript = await self._transcript(workspace)
                told = job if step is None else replace(job, task=step.task)
                result = await handed_in(told, workspace, _tail(execution) or None, end)
                step = await job.go_on(result)
                if step is None:
                    return msgspec.structs.replace(result, transcript=transcript)
                # The program starts anew and remembers nothing: it is told all briefs.
                wall_s = step.left_s
                later = step_prompt(step.task, step.number, step.brief, in_workspace=True)
                brief = f"{places['brief']}\nThat is done. What is asked now:\n\n{later}"
                places = {**places, "brief": brief, "max_tokens": str(step.max_tokens)}

    def _end(self, execution: Execution, job: AttemptJob, asked: int) -> Fault | None:
        """The fault of an agent that the gateway's record says nothing against. asked: requests before it began."""
        if execution.verdict is Verdict.TIMEOUT_WALL:
            return fault(FaultCode.TIMEOUT_TOTAL, "the time of the attempt was up")
        if execution.exit_code is None:
            return fault(FaultCode.HARNESS_CRASH, f"{execution.verdict}, {execution.detail}: {_tail(execution)}")
        if execution.exit_code not in self._file.done:
            return fault(FaultCode.HARNESS_CRASH, f"exit status {execution.exit_code}: {_tail(execution)}")
        if job.requests() == asked:
            return fault(FaultCode.HARNESS_CRASH, f"it ended without asking the model: {_tail(execution)}")
        return None

    async def _transcript(self, workspace: Workspace) -> bytes | None:
        """The agent's own transcript, as far as a command's output may go; None where it wrote nothing."""
        if self._file.transcript is None:
            return None
        return (await workspace.run(f"cat {HOME}/{self._file.transcript} 2>/dev/null")).stdout or None


_FIXED = {"workspace": WORKSPACE, "home": HOME, "program": PROGRAM, "brief_file": BRIEF, "model": MODEL}


def _places(job: AttemptJob) -> dict[str, str]:
    """The values of an agent file's placeholders in this attempt."""
    return {
        **_FIXED,
        "base_url": job.url,
        "root_url": job.url.removesuffix("/v1"),
        "brief": prompt(job.task, job.start, in_workspace=True),
        "max_tokens": str(job.max_tokens),
        "context": str(job.known.served_context or UNKNOWN_CONTEXT),
    }


def _whole(limits: Limits, left_s: float | None) -> Limits:
    """The limits of the agent itself, which is the one command of its step. left_s: what its attempt has left."""
    wall_s = limits.wall_s if left_s is None else max(left_s, 0.1)
    return msgspec.structs.replace(limits, wall_s=wall_s, cpu_s=CORES * wall_s, processes=PROCESSES)


async def _run(
    workspace: Workspace, command: str, limits: Limits, env: Mapping[str, str], job: AttemptJob
) -> Execution:
    """Run the agent, and end it where it goes on although the gateway takes no more requests: some would for ever."""
    stop = asyncio.Event()
    watching = asyncio.create_task(_stop_when_closed(job, stop))
    try:
        return await workspace.run(command, limits=limits, env=env, stop=stop)
    finally:
        watching.cancel()


async def _stop_when_closed(job: AttemptJob, stop: asyncio.Event) -> None:
    while not job.closed():  # noqa: ASYNC110 - the gateway tells when it is asked
        await asyncio.sleep(LOOKS_EVERY_S)
    await asyncio.sleep(GRACE_S)
    stop.set()


async def _write(workspace: Workspace, texts: Mapping[str, str]) -> None:
    """Put files down anywhere in the workspace's own disk. Raises SandboxError E430."""
    for command in _writing({path: text.encode("utf-8", "replace") for path, text in texts.items()}):
        execution = await workspace.run(command)
        if execution.exit_code != 0:
            raise SandboxError("E430", f"an agent's files cannot be laid: {execution.detail}", cause=_tail(execution))


def _writing(files: Mapping[str, bytes]) -> Iterator[str]:
    """Commands that write the files, each short enough to be one."""
    yield f"mkdir -p {HOME}"
    for path, data in files.items():
        yield f"mkdir -p {shlex.quote(path.rpartition('/')[0])} && : > {shlex.quote(path)}"
        for start in range(0, len(data), PIECE_BYTES):
            piece = base64.b64encode(data[start : start + PIECE_BYTES]).decode()
            yield f"printf %s {piece} | base64 -d >> {shlex.quote(path)}"


def _tail(execution: Execution) -> str:
    return execution.stdout.decode(errors="replace").strip()[-SHOWN_CHARS:]


def _digests(folder: Path) -> dict[str, str]:
    """Path below `folder` -> sha256 of each file."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
