"""Harbor's folders: what of an image can be read is, what cannot is named, and lint says what is wrong with a task."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from prony.errors import SuiteError
from prony.nouns import Assurance, Mode
from prony.suites import load_suite
from prony.suites.importers import IMPORTERS
from prony.suites.importers.folder import ImportReport, import_suite
from prony.suites.importers.harbor import lint_harbor

GOOD = {
    "task.toml": 'version = "1.0"\n[metadata]\ndifficulty = "easy"\n[verifier]\ntimeout_sec = 60.0\n'
    "[agent]\ntimeout_sec = 300.0\n",
    "instruction.md": "Write `/app/out.txt` with the word done.",
    "environment/Dockerfile": "# an image\nFROM python:3.11.7-slim\nWORKDIR /app\nCOPY data/ /app/data/\n"
    "RUN apt-get update && apt-get install -y \\\n    gcc && mkdir -p /app/data\n",
    "environment/data/word.txt": "done",
    "tests/test.sh": "#!/bin/bash\nset -e\nmkdir -p /logs/verifier\npytest /tests/test_out.py -rA\n"
    "if [ $? -eq 0 ]; then\n  echo 1 > /logs/verifier/reward.txt\nelse\n  echo 0 > /logs/verifier/reward.txt\nfi\n",
    "tests/test_out.py": "from pathlib import Path\n\n\ndef test_word():\n"
    '    assert Path("/app/out.txt").read_text() == Path("/app/data/word.txt").read_text()\n\n\n'
    "class TestMore:\n    def test_there(self):\n        assert Path('/app').is_dir()\n",
    "solution/solve.sh": "#!/bin/bash\nset -e\ncp /solution/out.txt /app/out.txt\n",
    "solution/out.txt": "done",
}


def lay(folder: Path, **changes: str | bytes | None) -> Path:
    """A good task at `folder` with files changed; `None` takes one away. `__` stands for a slash, `_dot_` for a dot."""
    files: dict[str, str | bytes | None] = dict(GOOD)
    files |= {path.replace("__", "/").replace("_dot_", "."): data for path, data in changes.items()}
    for path, data in files.items():
        if data is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def imported(source: Path) -> ImportReport:
    return import_suite(source, source.parent / "own")


def refused(source: Path) -> str:
    """Why a task is left out."""
    with pytest.raises(SuiteError) as caught:
        import_suite(source, source.parent / "own")
    assert caught.value.code == "E348"
    return str(caught.value.cause)


def test_a_folder_becomes_a_task_in_a_workspace(tmp_path: Path) -> None:
    report = imported(lay(tmp_path / "write-word"))
    (task,) = load_suite(tmp_path / "own").tasks
    assert report.importer == "harbor"
    assert (task.name, task.mode, task.assurance, task.difficulty) == ("write-word", Mode.AGENT, Assurance.B, "easy")
    root = tmp_path / "own/write-word"
    assert (root / "workspace/data/word.txt").read_text() == "done"
    assert (root / "solution/out.txt").read_text() == "done"
    assert '"/work/out.txt"' in (root / "tests/test_out.py").read_text()
    ids = json.loads((root / "tests/expected.json").read_text())["tests"]
    assert ids == ["test_out.py::test_word", "test_out.py::TestMore::test_there"]
    assert task.attempt.wall_s == 300


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("cat > /app/out.txt <<'EOF'\ndone $HOME\nEOF\n", "done $HOME\n"),
        ("cd /app\ncat <<END > out.txt\ndone\nEND\n", "done\n"),
        ("cat > /app/out.txt <<EOF\ndone $HOME\nEOF\n", None),
        ("cat > /app/out.txt <<EOF\ndone `id`\nEOF\n", None),
        ("cat > /app/out.txt <<EOF\ndone\\\nEOF\n", None),
        ("cat > /etc/out.txt <<EOF\ndone\nEOF\n", None),
    ],
)
def test_what_a_solution_writes_is_the_reference_unless_a_shell_would_fill_it_in(
    tmp_path: Path, script: str, wanted: str | None
) -> None:
    imported(lay(tmp_path / "write-word", solution__solve_dot_sh=f"#!/bin/bash\n{script}"))
    (task,) = load_suite(tmp_path / "own").tasks
    assert task.has_reference == (wanted is not None)
    if wanted is not None:
        assert (tmp_path / "own/write-word/solution/out.txt").read_text() == wanted


def test_a_task_of_our_own_format_is_none_of_harbors(tmp_path: Path) -> None:
    lay(tmp_path / "own-format", task_dot_toml='[prony]\nanswer = "solution.py"\n')
    assert not IMPORTERS["harbor"].recognises(tmp_path / "own-format")
    assert IMPORTERS["harbor"].recognises(lay(tmp_path / "theirs"))


def test_what_the_image_would_have_brought_is_a_loss(tmp_path: Path) -> None:
    dockerfile = (
        "FROM ubuntu:24.04\nWORKDIR /app\nENV MODE=fast\nADD https://example.org/x.tar.gz /app/\n"
        "COPY --from=other /bin/tool /bin/tool\nCOPY data/word.txt /etc/word\nRUN make -C /app world\n"
        'RUN pip install numpy==2.0\nCMD ["redis-server"]\n'
    )
    report = imported(lay(tmp_path / "task", environment__Dockerfile=dockerfile))
    losses = "\n".join(report.losses["task"])
    for words in (
        "ubuntu:24.04",
        "MODE=fast",
        "https://example.org/x.tar.gz",
        "files of another image",
        "outside of /app",
        "a step of the image is not run: make -C /app world",
        "would install pip install numpy==2.0",
        "redis-server",
    ):
        assert words in losses, words


def test_a_script_that_verifies_is_level_c(tmp_path: Path) -> None:
    script = (
        "PYTHONPATH=/app/data python /tests/check.py\nif [ $? -eq 0 ]; then\necho 1 > /logs/verifier/reward.txt\nfi\n"
    )
    lay(tmp_path / "task", tests__test_dot_sh=script, tests__check_dot_py="import sys\nsys.exit(0)\n")
    imported(tmp_path / "task")
    (task,) = load_suite(tmp_path / "own").tasks
    assert (task.grader, task.assurance) == (("command",), Assurance.C)
    assert "'/work/data'" in (tmp_path / "own/task/tests/prony_start.py").read_text()


def test_a_solution_that_does_more_than_write_is_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    report = imported(lay(tmp_path / "task", solution__solve_dot_sh=f"touch {mark}\npython3 make.py\n"))
    assert not mark.exists()
    assert not load_suite(tmp_path / "own").tasks[0].has_reference
    assert any("no reference" in loss for loss in report.losses["task"])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"environment__Dockerfile": None}, "no environment/Dockerfile"),
        ({"environment__docker-compose_dot_yaml": "services: {}"}, "several containers"),
        ({"tests__test_dot_sh": None}, "nothing verifies"),
        ({"tests__test_dot_sh": "make check\n"}, "cannot be read"),
        ({"tests__test_dot_sh": "pytest /tests/other.py\n"}, "which is not there"),
        ({"tests__test_dot_sh": "echo 1 > /logs/verifier/reward.txt\n"}, "does not plainly run"),
        ({"tests__test_out_dot_py": "print 1"}, "not in the Python of this machine"),
        (
            {"tests__test_out_dot_py": "import pytest\n@pytest.mark.parametrize('a', f())\ndef test_a(a): pass\n"},
            "only running it tells",
        ),
        ({"task_dot_toml": "[task"}, "Expected"),
        ({"task_dot_toml": "[[steps]]\nname = 'a'\n"}, "steps"),
        ({"environment__Dockerfile": b"\xff\xfe"}, "utf-8"),
        ({"environment__Dockerfile": "FROM a\n" + "RUN x\n" * 3000}, "more than 2000 instructions"),
        ({"environment__Dockerfile": "FROM a\n!!\n"}, "cannot be read: line 2"),
        ({"environment__Dockerfile": "FROM a\nCOPY 'a b\n"}, "No closing quotation"),
    ],
)
def test_what_cannot_be_a_task_is_named(tmp_path: Path, changes: dict[str, str | bytes | None], why: str) -> None:
    assert why in refused(lay(tmp_path / "task", **changes))


@pytest.mark.parametrize("source", ["../../../../etc/passwd", "/etc/passwd", "../secret.txt", "$HOME/x"])
def test_nothing_outside_of_the_folder_is_copied(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    dockerfile = f"FROM python:3.11.7\nWORKDIR /app\nCOPY {source} /app/\n"
    imported(lay(tmp_path / "task", environment__Dockerfile=dockerfile))
    assert not list((tmp_path / "own/task").glob("workspace/**/*"))


def test_a_target_outside_of_the_workspace_is_not_written(tmp_path: Path) -> None:
    dockerfile = "FROM python:3.11.7\nWORKDIR /app\nCOPY data /app/../../../x/\nCOPY data /app/./y/../z\n"
    imported(lay(tmp_path / "task", environment__Dockerfile=dockerfile))
    files = {
        path.relative_to(tmp_path / "own/task/workspace").as_posix()
        for path in (tmp_path / "own/task/workspace").rglob("*")
    }
    assert files == {"z", "z/word.txt"}
    assert not (tmp_path / "x").exists()


def test_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo("../../out")
        member.size = 8 << 20
        archive.addfile(member, io.BytesIO(bytes(8 << 20)))
    dockerfile = "FROM python:3.11.7\nWORKDIR /app\nADD zeros.tar.gz /app/\n"
    lay(tmp_path / "task", environment__Dockerfile=dockerfile)
    (tmp_path / "task/environment/zeros.tar.gz").write_bytes(packed.getvalue())
    imported(tmp_path / "task")
    assert [path.name for path in (tmp_path / "own/task/workspace").iterdir()] == ["zeros.tar.gz"]


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    lay(tmp_path / "task")
    (tmp_path / "task/environment/data/link").symlink_to("/etc/passwd")
    assert "link" in refused(tmp_path / "task")


BAD: dict[str, dict[str, str | bytes | None]] = {
    "H101": {"environment__Dockerfile": "FROM python:3.11.7\nCOPY tests/. /tests\n"},
    "H102": {"environment__Dockerfile": "FROM python:3.11.7\nCOPY solution/ /opt/\n"},
    "H103": {"solution__solve_dot_sh": None},
    "H104": {"tests__test_dot_sh": GOOD["tests/test.sh"] + "curl -LsSf https://astral.sh/uv/install.sh | sh\n"},
    "H105": {"environment__Dockerfile": "FROM ubuntu\n"},
    "H106": {"tests__test_dot_sh": GOOD["tests/test.sh"] + "cp /app/reward.txt /logs/verifier/reward.txt\n"},
    "H107": {"tests__more_dot_py": "assert elapsed < 2.0\n"},
    "H108": {"tests__test_dot_sh": "pytest /tests/test_out.py\n"},
    "H109": {"tests__test_dot_sh": 'echo \'{"passed":28,"status":"pass"}\' > /logs/verifier/reward.json\n'},
    "H110": {"task_dot_toml": '[environment]\ndocker_image = "registry.internal.example/a:1"\n'},
}


def test_a_good_task_has_no_findings(tmp_path: Path) -> None:
    report = lint_harbor(lay(tmp_path / "task"))
    assert (report.tasks, report.findings, report.unread) == (1, (), ())


@pytest.mark.parametrize("code", BAD)
def test_each_finding_has_a_code_a_place_and_a_next_step(tmp_path: Path, code: str) -> None:
    findings = lint_harbor(lay(tmp_path / "task", **BAD[code])).findings
    assert {finding.code for finding in findings} == {code}
    assert all(finding.where.startswith("task/") and finding.hint for finding in findings)


def test_tests_that_lie_among_the_files_of_the_image_are_found_by_their_bytes(tmp_path: Path) -> None:
    lay(tmp_path / "task", environment__data__copy_dot_txt=GOOD["tests/test_out.py"])
    assert {finding.code for finding in lint_harbor(tmp_path / "task").findings} == {"H101"}


def test_the_digest_of_an_image_pins_it(tmp_path: Path) -> None:
    dockerfile = f"FROM python@sha256:{'0' * 64} AS base\nFROM base\n"
    assert lint_harbor(lay(tmp_path / "task", environment__Dockerfile=dockerfile)).findings == ()
