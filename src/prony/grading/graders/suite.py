"""Level B: the suite's own tests run in the submission's process, and what they say is believed only with proof.

The proof: every frozen id reported exactly once and passed, a completion record with a word that only this grading
knows, exit status 0, and negative controls that failed as they must (`canaries.py`). A control that was reported as
passed means that something turns everything green: the grade is `tampered`.

A runner is a script laid beside the tests; each language brings its own (`prony.grading.languages`).
"""

from __future__ import annotations

import asyncio
import functools
import importlib.resources
import json
import random
import secrets
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from prony.errors import GradingError
from prony.grading.canaries import MOST_TURNED, NO_CANARIES, Canaries
from prony.grading.compiled import Compiled
from prony.grading.languages import LANGUAGE_PARTS, Parts, Runner
from prony.grading.protocol import Report, bounded, read_report
from prony.grading.subject import Findings, Subject, criteria_of, toolchain_names
from prony.languages import LANGUAGES, Language, runner_names
from prony.nouns import Assurance, Noun, TestResult, TestStatus, Verdict
from prony.sandbox import Execution, Program, Sandbox
from prony.suites.graders.suite import SuiteOptions
from prony.suites.materials import FROZEN
from prony.suites.patterns import path_matches

CONTROL = "prony/negative-control"
"""The id of the result that says that a control was turned green."""

RUNNER = "prony/runner"
"""The id of the result that says why no id of a test could be learned."""
MOST_LAST_WORDS = 1000

SPARE = 2
"""Where each test is a process, all together may take the limits of one test for each criterion, and this many more."""


class Driver(Noun, frozen=True, kw_only=True):
    """The driver of a suite: a language, and the runner among its parts."""

    language: Language
    parts: Parts
    runner: Runner

    def program(self, sandbox: Sandbox, tests: dict[str, bytes], **fields: Any) -> Program:
        """The runner with its script and helpers beside `tests`, as a program with other `fields`."""
        name = f"prony_{secrets.token_hex(8)}_{self.runner.script}"
        helpers = {helper: _helper(helper) for helper in self.runner.helpers}
        beside = {other: self.parts.file(other) for other in self.runner.beside}
        laid = {**tests, name: self.parts.file(self.runner.script), **helpers, **beside}
        toolchain, command, env = self.language.toolchain, self.runner.command, {}
        if not command:
            chain = sandbox.toolchain(toolchain)
            words = (self.runner.start,) if self.runner.start else chain.start
            start = (*chain.commands.get(words[0], words[:1]), *words[1:]) if words else ()
            toolchain, command, env = "python", "python3", {**chain.env, "PRONY_START": shlex.join(start)}
        env |= dict(self.runner.env)
        return Program(toolchain=toolchain, argv=(command, f"/tests/{name}"), tests=laid, env=env, **fields)


async def grade(subject: Subject, sandbox: Sandbox, options: SuiteOptions) -> Findings:
    """The result of every frozen test of the suite.

    Raises GradingError: E503 when the ids are not frozen, E504 for an unknown runner or a suite without files.
    """
    driver = driver_of(subject, options)
    expected = subject.frozen("suite")
    tests = {path: data for path, data in subject.tests.items() if path != FROZEN}
    files = _test_files(subject, options, driver.language, tests)
    batches = [{path: data} for path, data in files.items()] if driver.runner.one_file else [files]
    found = [await _run(subject, sandbox, options, driver, tests, batch, expected) for batch in batches]
    return Findings(
        tests=tuple(_once(test for batch in found for test in batch)),
        expected=expected or tuple(test.id for batch in found for test in batch),
    )


def driver_of(subject: Subject, options: SuiteOptions) -> Driver:
    """The language whose runner drives the suite: the runner that the task names, else one of the task's toolchains.

    Of several, one that has tests in the suite comes before others, then the task's own language. Raises GradingError
    E504 where there is none.
    """
    named, toolchains = options.runner, toolchain_names(subject.task)
    fitting = [language for language in LANGUAGES.values() if _runner_of(language, named, toolchains)]
    fitting.sort(key=lambda language: (not _tests_in(language, subject), language.id != subject.task.language))
    for language in fitting:
        parts, name = LANGUAGE_PARTS.get(language.id), _runner_of(language, named, toolchains)
        runner = None if parts is None else parts.runner if name == language.runner else dict(parts.others).get(name)
        if parts is not None and runner is not None:
            _check_toolchain(subject, language, name)
            return Driver(language=language, parts=parts, runner=runner)
    raise GradingError(
        "E504",
        f"{subject.task.id}: no runner for its suite",
        where=subject.task.path,
        hint=f"say `runner` in [prony.grader]; the runners are: {', '.join(runner_names())}",
    )


def _check_toolchain(subject: Subject, language: Language, name: str) -> None:
    if name in language.other_runners and name not in toolchain_names(subject.task):
        raise GradingError(
            "E504",
            f"{subject.task.id}: its runner {name} is not among its toolchains",
            where=subject.task.path,
            hint=f'write toolchain = ["{language.toolchain}", "{name}"]',
        )


def _runner_of(language: Language, named: str | None, toolchains: Sequence[str]) -> str:
    """The runner of `language` that a task asks for, by its name or by a toolchain of that name; empty for none."""
    if named is not None:
        return named if named in (language.runner, *language.other_runners) else ""
    if language.toolchain not in toolchains:
        return ""
    return next((name for name in language.other_runners if name in toolchains), language.runner)


def _tests_in(language: Language, subject: Subject) -> bool:
    return any(path_matches(pattern, path) for pattern in language.test_files for path in subject.tests)


def _test_files(
    subject: Subject, options: SuiteOptions, language: Language, tests: dict[str, bytes]
) -> dict[str, bytes]:
    patterns = options.files or language.test_files
    files = {path: data for path, data in tests.items() if any(path_matches(pattern, path) for pattern in patterns)}
    if not files:
        raise GradingError(
            "E504",
            f"{subject.task.id}: no file of tests/ is a test of its suite",
            where=f"{subject.task.path}/tests",
            hint=f"tests are named {' or '.join(patterns)}; [prony.grader] `files` says otherwise",
        )
    return files


async def _run(
    subject: Subject,
    sandbox: Sandbox,
    options: SuiteOptions,
    driver: Driver,
    tests: dict[str, bytes],
    files: dict[str, bytes],
    expected: tuple[str, ...] | None,
) -> tuple[TestResult, ...]:
    """The results of one process of the runner, controls included and judged."""
    runner = driver.runner
    canaries = NO_CANARIES if expected is None else runner.canaries(files, subject.module("suite", options))
    ids = (
        None
        if expected is None
        else tuple(test_id for test_id in expected if not runner.one_file or _in(files, test_id))
    )
    aliases = {canaries.alias(test_id): test_id for test_id in ids or ()}
    process = functools.partial(_execute, subject, sandbox, driver, path=options.path)
    own = {path: data for path, data in tests.items() if path not in canaries.renamed}
    shown = [path for path in files if path not in canaries.renamed]
    alone = canaries.apart
    if alone is None:
        copies = [copy for test_id in ids or () for copy in canaries.copies(test_id)]
        canaries = msgspec.structs.replace(canaries, ids=(*canaries.ids, *copies))
        ran, apart = await process(own, shown, canaries, None if ids is None else aliases), None
    else:
        copies = [copy for test_id in ids or () for copy in alone.copies(test_id)]
        alone = msgspec.structs.replace(alone, ids=(*alone.ids, *copies))
        ran, apart = await asyncio.gather(process(own, shown, canaries, aliases), process(own, [], alone, {}))
    if isinstance(ran, Compiled):
        return tuple(_uncompiled(test_id, ran) for test_id in ((RUNNER,) if ids is None else ids))
    report, fraud = ran.named(aliases), ""
    if alone is not None and isinstance(apart, _Ran):
        passed = {test.id for test in report.tests if test.status is TestStatus.PASS}
        lost = {copy for test_id in ids or () if test_id not in passed for copy in alone.copies(test_id)}
        fraud = _fraud_apart(apart, alone.ids, lost)
    results = judge(report, ran.execution, ran.nonce, ids, canaries.ids, fraud=fraud)
    return results if results or ids is not None else (_silent(ran.execution),)


class _Ran(Noun, frozen=True, kw_only=True):
    """One process of the runner that has ended."""

    execution: Execution
    nonce: str

    def named(self, aliases: Mapping[str, str]) -> Report:
        """What it reported, tests by their own ids."""
        report = read_report(self.execution.channel, Assurance.B)
        tests = tuple(msgspec.structs.replace(test, id=aliases.get(test.id, test.id)) for test in report.tests)
        return msgspec.structs.replace(report, tests=tests)


async def _execute(
    subject: Subject,
    sandbox: Sandbox,
    driver: Driver,
    tests: Mapping[str, bytes],
    files: Sequence[str],
    canaries: Canaries,
    aliases: Mapping[str, str] | None,
    path: Sequence[str] = (),
) -> _Ran | Compiled:
    """Run the tests `aliases` (id to run -> id; None: whatever there is) of `files` beside controls, in random order.

    `Compiled` where they do not compile with the submission.
    """
    runner, nonce, limits = driver.runner, secrets.token_hex(16), subject.task.limits
    ids = None if aliases is None else [*aliases, *canaries.ids]
    job: dict[str, Any] = {
        "nonce": nonce,
        "tests": None if ids is None else random.sample(ids, len(ids)),
        "groups": _groups(subject, canaries, aliases or {}),
        "files": [*files, *canaries.files],
        "cpu_s": limits.cpu_s,
        "wall_s": limits.wall_s,
        "memory_mb": limits.memory_mb,
        "defines": subject.task.defines,
        "path": path,
        "told": [alias for alias, test_id in (aliases or {}).items() if subject.may_tell(test_id)],
    }
    share = 1 if runner.one_file else len(subject.task.criteria) + SPARE
    if canaries.copied:
        share += len(subject.task.criteria) + MOST_TURNED
    starts_s = runner.start_s * len(ids or ("",))
    tree, beside = subject.tree, {**tests, **canaries.files}
    if runner.hides_tests:
        job["sources"] = {path: beside.pop(path).decode("utf-8", "surrogateescape") for path in job["files"]}
    if runner.compile_tests is not None:
        compiled = await runner.compile_tests(tree, beside, sandbox)
        if compiled.verdict is not Verdict.PASS:
            return compiled
        tree, beside = compiled.tree, compiled.binaries
        job |= {"binaries": compiled.folder, **compiled.told}
    program = driver.program(
        sandbox,
        files=tree,
        tests=beside,
        stdin=json.dumps(job).encode(),
        limits=msgspec.structs.replace(
            limits, cpu_s=limits.cpu_s * share + starts_s, wall_s=limits.wall_s * share + starts_s
        ),
    )
    if runner.command:
        execution = await sandbox.run(program)
    else:
        execution = await sandbox.run_own(program, starts=driver.language.toolchain)
    return _Ran(execution=execution, nonce=nonce)


def _groups(subject: Subject, canaries: Canaries, aliases: Mapping[str, str]) -> dict[str, list[str]]:
    """The groups that are lost together when a test runs out of time: its criteria. Copies are lost with copies of the
    same criteria, other controls alone: who lets one test hang must not keep the controls of another from running."""
    criteria = {alias: sorted(criteria_of(subject.task, test_id)) for alias, test_id in aliases.items()}
    if not canaries.copied:
        return criteria
    copies = {
        copy: [f"copies of {name}" for name in criteria[alias]]
        for alias, test_id in aliases.items()
        for copy in canaries.copies(test_id)
    }
    return {name: [f"control {name}"] for name in canaries.ids} | copies | criteria


def _uncompiled(test_id: str, compiled: Compiled) -> TestResult:
    return TestResult(
        id=test_id,
        status=TestStatus.ERROR,
        verdict=compiled.verdict,
        message=bounded(compiled.said),
        assurance=Assurance.B,
    )


def _silent(execution: Execution) -> TestResult:
    """The result of a runner that named no test while ids were learned: how it ended, and its last words."""
    words = execution.stderr.decode("utf-8", "replace").strip()[-MOST_LAST_WORDS:]
    return TestResult(
        id=RUNNER,
        status=TestStatus.ERROR,
        verdict=execution.verdict,
        message=bounded(words) or "no test was reported",
        assurance=Assurance.B,
    )


def _in(files: Iterable[str], test_id: str) -> bool:
    """Whether a test id of a one-file runner (`FILE > name > name`) is of one of `files`."""
    return test_id.partition(" > ")[0] in files


@functools.cache
def _helper(name: str) -> bytes:
    return importlib.resources.files("prony.grading.runners").joinpath(name).read_bytes()


def judge(
    report: Report,
    execution: Execution,
    nonce: str,
    expected: tuple[str, ...] | None,
    controls: tuple[str, ...],
    *,
    fraud: str = "",
) -> tuple[TestResult, ...]:
    """What is believed of a report: the results of `expected` (None: whatever was reported). Pure.

    fraud: why another process of the same submission is not to be believed.
    """
    told = {test.id: test for test in report.tests}
    ids = tuple(test_id for test_id in told if test_id not in controls) if expected is None else expected
    complete = execution.verdict is Verdict.PASS and report.done == (nonce,)
    ending = _ending(execution, complete, any(test_id in told for test_id in ids))
    results = tuple(_believed(test_id, told.get(test_id), complete, ending) for test_id in ids)
    fraud = fraud or _fraud(report, told, complete, controls)
    if not fraud or not any(test.status is TestStatus.PASS for test in results):
        return results
    evidence = TestResult(
        id=CONTROL, status=TestStatus.FAIL, verdict=Verdict.TAMPERED, message=fraud, assurance=Assurance.B
    )
    return (*results, evidence)


def _fraud(
    report: Report,
    told: dict[str, TestResult],
    complete: bool,
    controls: tuple[str, ...],
    lost: Collection[str] = (),
) -> str:
    """Why the report is not to be believed although it is complete; empty where it is.

    lost: controls that need not run, since the test that each is a copy of is lost anyway.
    """
    if not complete:
        return ""
    if any(name in told and told[name].status is TestStatus.PASS for name in controls):
        return "a test that every submission must fail was reported as passed"
    if any(name not in told and name not in lost and not _ended_before(name, told) for name in controls):
        return "a test that every submission must fail was kept from running"
    if report.repeated or report.unreadable or report.cut:
        return "something besides the runner wrote to the private channel"
    return ""


def _ended_before(name: str, told: dict[str, TestResult]) -> bool:
    """Whether a test failed before it came to the one called `name` in it."""
    parts = name.split(" > ")
    outer = (told.get(" > ".join(parts[:end])) for end in range(1, len(parts)))
    return any(test is not None and test.status is not TestStatus.PASS for test in outer)


def _fraud_apart(ran: _Ran, controls: tuple[str, ...], lost: Collection[str]) -> str:
    """Why a process of controls alone shows that nothing is to be believed; empty where it does not."""
    report = ran.named({})
    complete = ran.execution.verdict is Verdict.PASS and report.done == (ran.nonce,)
    return _fraud(report, {test.id: test for test in report.tests}, complete, controls, lost)


def _ending(execution: Execution, complete: bool, spoke: bool) -> Verdict:
    """The verdict on a test whose result never came, or came in a report that was not completed."""
    if execution.verdict is not Verdict.PASS:
        return execution.verdict
    if not complete:
        return Verdict.CRASH
    return Verdict.FAIL if spoke else Verdict.LOAD_ERROR


def _believed(test_id: str, test: TestResult | None, complete: bool, ending: Verdict) -> TestResult:
    """One result: a pass counts only in a complete report."""
    if test is not None and (complete or test.status is not TestStatus.PASS):
        return test
    message = "no result came for this test" if test is None else "its process did not end as it must"
    return TestResult(id=test_id, status=TestStatus.ERROR, verdict=ending, message=message, assurance=Assurance.B)


def _once(tests: Iterable[TestResult]) -> Iterable[TestResult]:
    """The results with each id once; evidence of fraud may come from several files."""
    return {test.id: test for test in tests}.values()
