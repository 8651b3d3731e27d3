"""Folders of exercises as tasks: every test switched on, tests hidden, what is asked for shown, in six languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prony.nouns import AskedWhen, Assurance
from prony.suites import load_suite
from prony.suites.importers.folder import import_suite
from prony.suites.importers.foreign.tracks.cpp import as_functions
from prony.suites.importers.foreign.tracks.java import switched_on as java_on
from prony.suites.importers.foreign.tracks.javascript import switched_on as javascript_on
from prony.suites.importers.importer import ImportSettings


def exercise(folder: Path, files: dict[str, str], **roles: list[str]) -> None:
    config = json.dumps({"files": roles, "blurb": "Own."})
    for path, text in {".meta/config.json": config, ".docs/instructions.md": "Double it.", **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


@pytest.fixture
def tracks(tmp_path: Path) -> Path:
    root = tmp_path / "tracks"
    exercise(
        root / "python/exercises/practice/double",
        {
            "double.py": "def double(n):\n    pass\n",
            "double_test.py": "import unittest\nfrom double import double\n\n\nclass T(unittest.TestCase):\n"
            "    def test_two(self):\n        self.assertEqual(double(2), 4)\n",
            ".meta/example.py": "def double(n):\n    return 2 * n\n",
        },
        solution=["double.py"],
        test=["double_test.py"],
        example=[".meta/example.py"],
    )
    exercise(
        root / "go/exercises/practice/double",
        {
            "double.go": "package double\n",
            "double_test.go": "package double\n",
            "cases_test.go": "package double\n",
            "interface.go": "package double\n\ntype Number int\n",
            "go.mod": "module double\n",
            ".meta/example.go": "package double\n\nfunc Double(n int) int { return 2 * n }\n",
        },
        solution=["double.go"],
        test=["double_test.go"],
        example=[".meta/example.go"],
    )
    exercise(
        root / "rust/exercises/practice/double",
        {
            "src/lib.rs": "pub fn double() {}\n",
            "Cargo.toml": '[package]\nname = "double"\n',
            "tests/double.rs": "use double::*;\n\n#[test]\n#[ignore]\nfn two() { assert_eq!(double(2), 4); }\n",
            ".meta/example.rs": "pub fn double(n: i32) -> i32 { 2 * n }\n",
        },
        solution=["src/lib.rs", "Cargo.toml"],
        test=["tests/double.rs"],
        example=[".meta/example.rs"],
    )
    exercise(
        root / "java/exercises/practice/double",
        {
            "src/main/java/Twice.java": "class Twice {}\n",
            "src/test/java/TwiceTest.java": "import org.assertj.core.api.Assertions;\n\nclass TwiceTest {}\n",
            ".meta/src/reference/java/Twice.java": "import java.util.List;\n\npublic class Twice {}\n",
            ".meta/src/reference/java/Part.java": "import java.util.Map;\n\npublic final class Part {}\n",
        },
        solution=["src/main/java/Twice.java"],
        test=["src/test/java/TwiceTest.java"],
        example=[".meta/src/reference/java/Twice.java", ".meta/src/reference/java/Part.java"],
    )
    return root


def test_each_exercise_becomes_a_task_of_its_language(tracks: Path, tmp_path: Path) -> None:
    report = import_suite(tracks, tmp_path / "own")
    suite = load_suite(tmp_path / "own")
    assert report.importer == "exercism"
    assert report.refusals == ()
    assert [task.name for task in suite.tasks] == ["go-double", "java-double", "python-double", "rust-double"]
    assert {task.assurance for task in suite.tasks} == {Assurance.B}
    assert {task.instruction for task in suite.tasks} == {"Double it."}


def test_tests_and_their_cases_are_hidden_and_the_rest_is_shown(tracks: Path, tmp_path: Path) -> None:
    import_suite(tracks, tmp_path / "own")
    task = tmp_path / "own/go-double"
    shown = sorted(path.name for path in (task / "workspace").iterdir())
    hidden = sorted(path.name for path in (task / "tests").iterdir())
    assert shown == ["double.go", "go.mod", "interface.go"]
    assert hidden == ["cases_test.go", "double_test.go"]


def test_an_ignored_test_is_run(tracks: Path, tmp_path: Path) -> None:
    import_suite(tracks, tmp_path / "own")
    assert "ignore" not in (tmp_path / "own/rust-double/tests/double.rs").read_text()


@pytest.mark.parametrize(
    ("manifest", "toolchain"),
    [("", ("rust",)), ('serde = "1"\n', ("rust",)), ('itertools = "0.10"\n', ("rust", "rust-more-crates"))],
)
def test_more_crates_are_asked_for_where_an_exercise_names_one(
    tracks: Path, tmp_path: Path, manifest: str, toolchain: tuple[str, ...]
) -> None:
    (tracks / "rust/exercises/practice/double/Cargo.toml").write_text(f"[dependencies]\n{manifest}")
    import_suite(tracks, tmp_path / "own")
    suite = load_suite(tmp_path / "own")
    assert next(task for task in suite.tasks if task.name == "rust-double").toolchain == toolchain


def test_a_reference_of_several_classes_is_one_file(tracks: Path, tmp_path: Path) -> None:
    import_suite(tracks, tmp_path / "own")
    text = (tmp_path / "own/java-double/solution/src/main/java/Twice.java").read_text()
    assert text.startswith("import java.util.Map;\nimport java.util.List;\n")
    assert "public class Twice" in text
    assert "\nfinal class Part" in text
    suite = load_suite(tmp_path / "own")
    assert next(task for task in suite.tasks if task.name == "java-double").toolchain == ("java", "java-libraries")


def test_an_exercise_that_cannot_be_read_is_named(tracks: Path, tmp_path: Path) -> None:
    exercise(tracks / "zig/double", {"double.zig": ""}, solution=["double.zig"], test=["test.zig"])
    exercise(tracks / "python/lost", {}, solution=["lost.py"], test=["lost_test.py"], example=["example.py"])
    (tracks / "go/exercises/practice/double/link.go").symlink_to("/etc/passwd")
    report = import_suite(tracks, tmp_path / "own")
    whys = {refusal.where: refusal.why for refusal in report.refusals}
    assert "no track here" in whys["zig/double"]
    assert "which is not there" in whys["python/lost"]
    assert "link" in whys["go/exercises/practice/double"]


def test_a_link_out_of_the_folder_is_not_followed(tracks: Path, tmp_path: Path) -> None:
    (tracks / "python/exercises/practice/again").symlink_to(tracks / "python/exercises/practice/double")
    assert import_suite(tracks, tmp_path / "own").refusals == ()


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("xtest('a', () => {})", "test('a', () => {})"),
        ("xdescribe('a', () => { xit('b', f) })", "describe('a', () => { it('b', f) })"),
        ("test.skip('a', f); test.each([1])('b', f)", "test('a', f); test.each([1])('b', f)"),
        ("const maxtest = 1; xtest.each([1])('b', f)", "const maxtest = 1; test.each([1])('b', f)"),
    ],
)
def test_tests_in_javascript_are_switched_on(text: str, on: str) -> None:
    assert javascript_on(text) == on


def test_tests_in_java_are_switched_on() -> None:
    text = 'import org.junit.jupiter.api.Disabled;\n    @Disabled("Remove (to run)")\n    @Test\n    void a() {}\n'
    assert java_on(text) == "    @Test\n    void a() {}\n"


def test_cases_of_catch_become_functions_with_names_of_their_own() -> None:
    text = '#include "test/catch.hpp"\nTEST_CASE("a b", "[x]") {\n}\nTEST_CASE("a-b"\n          "") {\n}\n'
    assert as_functions(text).split("\n", 1)[1] == "\nTEST(t_a_b) {\n}\nTEST(t_a_b_) {\n}\n"


def test_more_tries_are_steps_that_show_what_the_tests_said(tracks, tmp_path):
    import_suite(tracks, tmp_path / "two", settings=ImportSettings(tries=2))
    tasks = load_suite(tmp_path / "two").tasks
    assert tasks
    for task in tasks:
        (step,) = task.steps
        assert (step.ask, step.shows) == (AskedWhen.UNSOLVED, ("*",))
        assert "{{ tests.failed }}" in step.briefs[0].text


def test_one_try_is_the_same_suite_as_ever(tracks, tmp_path):
    report = import_suite(tracks, tmp_path / "one")
    assert import_suite(tracks, tmp_path / "said", settings=ImportSettings(tries=1)).tasks == report.tasks
    assert all(not task.steps for task in load_suite(tmp_path / "one").tasks)
