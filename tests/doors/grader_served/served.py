"""Start what was handed in as an HTTP server in a scene, and ask it from the host: each path is a test."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import msgspec

from prony.grading import Findings, Subject, ready, toolchain_names
from prony.nouns import Assurance, TestResult, TestStatus, Verdict
from prony.sandbox import NotReadyError, Port, Program, Sandbox, Scene
from prony.suites.graders import GraderKind, KnownTests, ProgramOptions

MOST_BYTES = 1 << 16


class ServedOptions(ProgramOptions, frozen=True, kw_only=True):
    paths: dict[str, str]
    """Path -> the body of the answer."""
    port: Annotated[int, msgspec.Meta(ge=1024, le=65535)] = 8080
    within_s: float = 5.0


async def grade(subject: Subject, sandbox: Sandbox, options: ServedOptions) -> Findings:
    """Ask the server for every path. What is expected never enters the scene."""
    program = await ready(subject, "served", options, sandbox)
    toolchain = toolchain_names(subject.task)[0]
    server = Program(toolchain=toolchain, files=program.tree, argv=program.argv, limits=subject.task.limits)
    async with sandbox.scene(network=True, disk_mb=64) as scene:
        try:
            await scene.start(server, ready=Port(options.port), within_s=options.within_s)
        except NotReadyError as error:
            return findings({path: (False, str(error.cause)) for path in options.paths})
        bodies = {path: await body(scene, options.port, path) for path in options.paths}
    return findings({path: (bodies[path] == expected, "") for path, expected in options.paths.items()})


async def body(scene: Scene, port: int, path: str) -> str | None:
    """The body of the answer; None where none comes."""
    try:
        async with asyncio.timeout(3):
            reader, writer = await asyncio.open_connection(sock=await scene.connect(port))
            writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
            answer = b""
            while len(answer) < MOST_BYTES and (piece := await reader.read(MOST_BYTES)):
                answer += piece
            writer.close()
    except (OSError, TimeoutError):
        return None
    return answer.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")


def findings(results: dict[str, tuple[bool, str]]) -> Findings:
    tests = tuple(
        TestResult(
            id=f"served{path}",
            status=TestStatus.PASS if good else TestStatus.FAIL,
            verdict=Verdict.PASS if good else Verdict.FAIL,
            message=message,
            assurance=Assurance.A,
        )
        for path, (good, message) in results.items()
    )
    return Findings(tests=tests, expected=tuple(test.id for test in tests))


def read_tests(source: Any, options: ServedOptions) -> KnownTests:
    return KnownTests(ids=tuple(f"served{path}" for path in options.paths))


GRADER = GraderKind(level=Assurance.A, options=ServedOptions, by_table=True, read_tests=read_tests)
