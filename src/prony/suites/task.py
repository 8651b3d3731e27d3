"""Task: from the table `[prony]` of a task.toml and the files beside it to a validated `Task`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from prony.errors import SuiteError
from prony.nouns import Assurance, Cap, Criterion, Flaw, Limits, Mode, Noun, Task
from prony.suites import schema
from prony.suites.cases import Case, collect_cases
from prony.suites.files import clean_path, flawed, tree_digest
from prony.suites.languages import Language, language_of
from prony.suites.patterns import id_matches, path_matches
from prony.suites.places import Places
from prony.suites.problems import Problems, did_you_mean
from prony.suites.rules import names_in, parse_rule

CANARY_COMMENT = re.compile(r"\A\ufeff?\s*<!--.*?-->[ \t]*\r?\n?", re.DOTALL)
"""The comment that an instruction may begin with; it is stripped before anyone is prompted."""

_SUITE_TESTS = ("tests/test_*.py", "tests/*.test.mjs", "tests/*.test.js")


class Defaults(Noun, frozen=True, kw_only=True):
    """What a task inherits from its suite."""

    scale: float = 20.0
    released: str | None = None
    canary: str | None = None


class TaskFolder(Noun, frozen=True, kw_only=True):
    """A task folder as read: every file, and its task.toml parsed."""

    folder: str
    files: dict[str, bytes]
    data: dict[str, Any]
    text: str


class TaskReader:
    """Reads one task folder; what does not hold goes to `problems`, and `read` still returns its best."""

    def __init__(self, source: TaskFolder, suite_id: str, defaults: Defaults, problems: Problems) -> None:
        self.files = source.files
        self.folder = Path(source.folder)
        self.suite_id = suite_id
        self.defaults = defaults
        self.problems = problems
        self.data = source.data
        self.places = Places(str(self.folder / "task.toml"), source.text)
        self.prony = schema.check_table(self._table(), schema.PRONY, ("prony",), self.places, problems)

    def _table(self) -> dict[str, Any]:
        for key in self.data:
            if did_you_mean(key, ["prony"]) == "did you mean prony?" and key != "prony":
                self.problems.add("E310", self.places.where((key,)), f"unknown table {key!r}", "did you mean prony?")
        table = self.data.get("prony")
        if not isinstance(table, dict):
            self.problems.add("E313", self.places.where(), "task.toml has no table [prony]")
            return {"criteria": []}
        if self.data.get("steps"):
            self.problems.add("E312", self.places.where(("steps",)), "steps is not supported by this version")
        return table

    def _list(self, key: str) -> tuple[str, ...]:
        value = self.prony.get(key, ())
        return (value,) if isinstance(value, str) else tuple(value)

    def _where(self, *path: str | int) -> str:
        return self.places.where(("prony", *path))

    def _file(self, name: str) -> str:
        return str(self.folder / name)

    def read(self) -> Task:
        """The task. What could not be read is left at its default; the caller raises when problems were found."""
        mode = Mode(self.prony.get("mode", Mode.ANSWER))
        answer = self._paths("answer")
        language = next((found for found in map(language_of, answer) if found), None)
        graders = self._graders()
        cases = self._cases(graders)
        criteria = self._criteria()
        self._check_tests(criteria, self._known_tests(graders, cases))
        self._check_handing_in(mode, answer)
        toolchain = self._list("toolchain") or ((language.toolchain,) if language else ())
        if not toolchain and "toolchain" not in self.data.get("prony", {}):
            self.problems.add("E313", self._where(), "toolchain is not told, and no answer file's suffix tells it")
        return Task(
            id=f"{self.suite_id}/{self.folder.name}",
            suite=self.suite_id,
            name=self.folder.name,
            title=self._title(),
            path=str(self.folder),
            digest=tree_digest(self.files),
            mode=mode,
            instruction=self._instruction(),
            toolchain=toolchain,
            language=self.prony.get("language") or (language.id if language else toolchain[0] if toolchain else ""),
            difficulty=self.prony.get("difficulty", "medium"),
            axes=self._list("axes"),
            answer=answer,
            editable=self._list("editable") or answer,
            protect=self._list("protect"),
            defines=self._defines(cases, language),
            grader=graders,
            options={key: value for key, value in self.prony.get("grader", {}).items() if key != "kind"},
            criteria=criteria,
            caps=self._caps(criteria),
            flaws=self._flaws(criteria, answer),
            scale=float(self.prony.get("scale", self.defaults.scale)),
            assurance=Assurance(self.prony.get("assurance", Assurance.A)),
            limits=self._limits(),
            max_tokens=self.prony.get("max_tokens"),
            released=self._day("released") or self.defaults.released,
            retired=self._day("retired"),
            canary=self.prony.get("canary", self.defaults.canary),
        )

    # --- the brief and the way of handing in -------------------------------------------------------------------------

    def _title(self) -> str:
        task = self.data.get("task")
        described = task.get("description") if isinstance(task, dict) else None
        return str(self.prony.get("title") or described or self.folder.name)

    def _instruction(self) -> str:
        data = self.files.get("instruction.md")
        if data is None:
            self.problems.add("E320", self._file("instruction.md"), "the brief is missing")
            return ""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.problems.add("E303", self._file("instruction.md"), f"not UTF-8: {error.reason} at byte {error.start}")
            return ""
        comment = CANARY_COMMENT.match(text)
        canary = self.prony.get("canary", self.defaults.canary)
        if canary and canary not in (comment.group() if comment else ""):
            what = "the brief does not begin with a comment that holds the canary"
            self.problems.add("E320", self._file("instruction.md"), what, f"first line: <!-- canary {canary} -->")
        brief = text[comment.end() if comment else 0 :].strip()
        if not brief:
            self.problems.add("E320", self._file("instruction.md"), "the brief is empty")
        return brief

    def _paths(self, key: str) -> tuple[str, ...]:
        paths = self._list(key)
        for path in paths:
            if not clean_path(path):
                self.problems.add("E311", self._where(key), f"{path!r} is not a clean relative path")
        if len(set(paths)) != len(paths):
            self.problems.add("E332", self._where(key), f"{key} names a file twice")
        return paths

    def _check_handing_in(self, mode: Mode, answer: tuple[str, ...]) -> None:
        solution = {path.removeprefix("solution/") for path in self.files if path.startswith("solution/")}
        if mode is Mode.ANSWER:
            if not answer:
                self.problems.add("E313", self._where(), "mode answer needs `answer`: the file that is handed in")
            for path in answer:
                if path not in solution:
                    self.problems.add("E320", self._file(f"solution/{path}"), f"the reference has no {path}")
            extra = sorted(solution - set(answer))
            if answer and extra:
                what = f"{extra[0]} is no answer file, so no contestant can hand it in"
                self.problems.add("E320", self._file(f"solution/{extra[0]}"), what)
            return
        if not solution:
            self.problems.add("E320", self._file("solution"), "the reference solution is missing")
        if mode in (Mode.AGENT, Mode.EDIT) and not self._list("editable"):
            self.problems.add("E313", self._where(), f"mode {mode} needs `editable`: what may be changed")

    def _defines(self, cases: tuple[Case, ...], language: Language | None) -> tuple[str, ...]:
        if "defines" in self.prony or language is None:
            return self._list("defines")
        return tuple(dict.fromkeys(case.call for case in cases if case.call))

    def _day(self, key: str) -> str | None:
        return schema.day_of(self.prony[key]) if key in self.prony else None

    def _limits(self) -> Limits:
        given = self.prony.get("limits", {})
        return Limits(**schema.check_table(given, schema.LIMITS, ("prony", "limits"), self.places, self.problems))

    # --- graders and the tests they know ---------------------------------------------------------------------------

    def _graders(self) -> tuple[str, ...]:
        path = ("prony", "grader")
        given = schema.check_table(self.prony.get("grader", {}), schema.GRADER, path, self.places, self.problems)
        for kind in schema.GRADER_KINDS:
            schema.check_table(given.get(kind, {}), schema.GRADER, (*path, kind), self.places, self.problems)
        named = given.get("kind", ())
        kinds = (named,) if isinstance(named, str) else tuple(named)
        for kind in kinds:
            if kind not in schema.GRADER_KINDS:
                hint = did_you_mean(kind, schema.GRADER_KINDS)
                self.problems.add("E311", self._where("grader", "kind"), f"there is no grader {kind!r}", hint)
        if not kinds:
            kinds = self._inferred_graders(given)
        if not kinds:
            self.problems.add(
                "E320", self._file("tests"), "nothing grades this task", "tests/cases.jsonl is the simplest way"
            )
        return kinds

    def _inferred_graders(self, given: dict[str, Any]) -> tuple[str, ...]:
        suite_test = any(path_matches(pattern, path) for pattern in _SUITE_TESTS for path in self.files)
        found = {
            "cases": "tests/cases.jsonl" in self.files,
            "oracle": "tests/grade.py" in self.files,
            "suite": suite_test,
            "command": "command" in given,
        }
        return tuple(kind for kind, holds in found.items() if holds)

    def _cases(self, graders: tuple[str, ...]) -> tuple[Case, ...]:
        if "cases" not in graders:
            return ()
        options = self.prony.get("grader", {})
        name = "tests/" + str(options.get("cases", {}).get("file", options.get("file", "cases.jsonl")))
        if name not in self.files:
            self.problems.add("E320", self._file(name), "the cases are missing")
            return ()
        return collect_cases(self.files[name], self._file(name), self.problems)

    def _known_tests(self, graders: tuple[str, ...], cases: tuple[Case, ...]) -> tuple[str, ...] | None:
        """Every test id that this task can have; None while some are not frozen yet."""
        ids = [case.id for case in cases]
        if set(graders) <= {"cases"}:
            return tuple(ids)
        data = self.files.get("tests/expected.json")
        if data is None:
            return None
        try:
            frozen = json.loads(data)["tests"]
        except (ValueError, TypeError, KeyError):
            frozen = None
        if not isinstance(frozen, list) or not all(isinstance(one, str) for one in frozen):
            what = 'must be {"tests": [ids]}'
            self.problems.add("E341", self._file("tests/expected.json"), what, "prony prove --freeze writes it")
            return None
        return tuple(dict.fromkeys([*ids, *frozen]))

    # --- criteria, caps, flaws ---------------------------------------------------------------------------------------

    def _tables(self, key: str, keys: dict[str, schema.Key]) -> list[tuple[int, dict[str, Any]]]:
        out = []
        seen: set[str] = set()
        for index, raw in enumerate(self.prony.get(key, [])):
            table = schema.check_table(raw, keys, ("prony", key, index), self.places, self.problems)
            one = table.get("id")
            if one is not None and one in seen:
                self.problems.add("E332", self._where(key, index, "id"), f"the id {one!r} stands twice in {key}")
            seen.add(str(one))
            if all(name in table for name, rule in keys.items() if rule.required):
                out.append((index, table))
        return out

    def _criteria(self) -> tuple[Criterion, ...]:
        tables = self._tables("criteria", schema.CRITERION)
        if not tables and not self.problems.found:
            self.problems.add("E313", self._where(), "criteria is empty: nothing earns a point")
        share = float(self.prony.get("scale", self.defaults.scale)) / max(1, len(tables))
        told = {"points" in table for _, table in tables}
        if len(told) == 2:
            self.problems.add("E334", self._where("criteria"), "points are told for some criteria but not for all")
        return tuple(self._criterion(index, table, share) for index, table in tables)

    def _criterion(self, index: int, table: dict[str, Any], share: float) -> Criterion:
        kind = table.get("kind", "metric" if "metric" in table else "tests")
        where = self._where("criteria", index)
        has_metric = [name in table for name in ("metric", "full", "zero")]
        if kind == "metric" and not all(has_metric):
            self.problems.add("E334", where, f"criterion {table['id']}: a metric needs `metric`, `full` and `zero`")
        if kind == "tests" and any(has_metric):
            self.problems.add("E334", where, f"criterion {table['id']}: `metric`, `full`, `zero` belong to kind metric")
        if kind == "metric" and "tests" in table:
            self.problems.add("E334", where, f"criterion {table['id']}: `tests` belongs to kind tests")
        if ("cap" in table) != bool(table.get("gate", False)):
            self.problems.add("E334", where, f"criterion {table['id']}: `gate = true` and `cap` come together")
        if kind == "metric" and table.get("full") == table.get("zero") and all(has_metric):
            self.problems.add("E334", where, f"criterion {table['id']}: `full` and `zero` are the same")
        if table.get("scale") == "log" and min(table.get("full", 1), table.get("zero", 1)) <= 0:
            self.problems.add("E334", where, f"criterion {table['id']}: a log scale needs values above 0")
        tests = table.get("tests", [table["id"], f"{table['id']}/*"])
        fields = {**table, "kind": kind, "points": float(table.get("points", share))}
        fields["tests"] = () if kind == "metric" else tuple([tests] if isinstance(tests, str) else tests)
        if "assurance" in table:
            fields["assurance"] = Assurance(table["assurance"])
        return Criterion(**fields)

    def _check_tests(self, criteria: tuple[Criterion, ...], known: tuple[str, ...] | None) -> None:
        if known is None:
            return
        for index, criterion in enumerate(criteria):
            for pattern in criterion.tests:
                if not any(id_matches(pattern, one) for one in known) and not (
                    "tests" not in self.prony["criteria"][index]
                    and any(id_matches(other, one) for other in criterion.tests for one in known)
                ):
                    prefixes = {one.partition("/")[0] for one in known}
                    what = f"criterion {criterion.id}: no test is called {pattern}"
                    hint = did_you_mean(pattern.partition("/")[0], prefixes)
                    self.problems.add("E330", self._where("criteria", index), what, hint)
        patterns = [pattern for criterion in criteria for pattern in criterion.tests]
        if not patterns:
            return
        for one in known:
            if not any(id_matches(pattern, one) for pattern in patterns):
                self.problems.add("E330", self._where("criteria"), f"the test {one} counts for no criterion")

    def _caps(self, criteria: tuple[Criterion, ...]) -> tuple[Cap, ...]:
        ids = {criterion.id for criterion in criteria}
        out = []
        for index, table in self._tables("caps", schema.CAP):
            where = self._where("caps", index, "when")
            try:
                names = names_in(parse_rule(table["when"]))
            except SuiteError as error:
                self.problems.add(error.code, where, f"{error.what}: {error.cause}", error.hint)
                continue
            for name in names:
                if name.scope == "criteria" and name.key not in ids:
                    what = f"the rule names an unknown criterion {name.key!r}"
                    self.problems.add("E333", where, what, did_you_mean(name.key, ids))
            out.append(Cap(when=table["when"], total=float(table["total"]), why=table.get("why", "")))
        return tuple(out)

    def _flaws(self, criteria: tuple[Criterion, ...], answer: tuple[str, ...]) -> tuple[Flaw, ...]:
        ids = {criterion.id for criterion in criteria}
        scale = float(self.prony.get("scale", self.defaults.scale))
        out = []
        for index, table in self._tables("flaws", schema.FLAW):
            where = self._where("flaws", index)
            for name in table["fails"]:
                if name not in ids:
                    what = f"flaw {table['id']} fails an unknown criterion {name!r}"
                    self.problems.add("E331", self._where("flaws", index, "fails"), what, did_you_mean(name, ids))
            if bool(table.get("equivalent")) == bool(table["fails"]):
                what = f"flaw {table['id']}: it fails something, or it is `equivalent = true` with the reason"
                self.problems.add("E334", where, what)
            if table.get("equivalent") and not table.get("why"):
                self.problems.add("E334", where, f"flaw {table['id']}: say why it is equivalent (`why`)")
            low, high = table["score"]
            if not 0 <= low <= high <= scale:
                self.problems.add("E334", self._where("flaws", index, "score"), f"score lies outside 0 to {scale:g}")
            self._check_flaw_files(str(table["id"]), answer, where)
            out.append(Flaw(**{**table, "fails": tuple(table["fails"]), "score": (float(low), float(high))}))
        self._check_strays({flaw.id for flaw in out})
        return tuple(out)

    def _check_flaw_files(self, flaw_id: str, answer: tuple[str, ...], where: str) -> None:
        own = {p.removeprefix(f"flaws/{flaw_id}/") for p in self.files if p.startswith(f"flaws/{flaw_id}/")}
        patch = f"flaws/{flaw_id}.patch" in self.files
        if own and patch:
            self.problems.add("E331", where, f"flaw {flaw_id} has both a folder and a patch")
        elif not own and not patch:
            self.problems.add("E331", where, f"flaw {flaw_id} has no files", f"add flaws/{flaw_id}/ or .patch")
        for path in sorted(own - set(answer)) if answer else ():
            what = f"{path} is no answer file, so no contestant can hand it in"
            self.problems.add("E331", self._file(f"flaws/{flaw_id}/{path}"), what)
        if patch and not own:
            reference = {p.removeprefix("solution/"): d for p, d in self.files.items() if p.startswith("solution/")}
            try:
                changed = flawed(reference, self.folder / "flaws", flaw_id)
            except SuiteError as error:
                self.problems.add(error.code, str(error.where), f"{error.what}: {error.cause}")
            else:
                if changed == reference:
                    self.problems.add("E345", self._file(f"flaws/{flaw_id}.patch"), "the patch changes nothing")

    def _check_strays(self, ids: set[str]) -> None:
        for path in self.files:
            if path.startswith("flaws/"):
                name = path.removeprefix("flaws/").partition("/")[0].removesuffix(".patch")
                if name not in ids and "flaws" in self.prony:
                    hint = did_you_mean(name, ids)
                    self.problems.add("E331", self._file(f"flaws/{name}"), f"no flaw declares {name!r}", hint)
