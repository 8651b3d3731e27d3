"""The door for importers: the worked example of the docs, as somebody else's package, through the real command."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from worked_example import example_files


def test_an_importer_of_another_package_is_found_and_its_tasks_hold(
    guest_package: Callable[[dict[str, str], str], Path],
    prony: tuple[str, ...],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    root = guest_package(example_files("importer.md"), "[prony.importers]\nsheet = sheet_importer\n")
    (tmp_path / "problems.csv").write_text(
        "name,instruction,function,argument,result,solution\n"
        'double,Write double(x).,double,21,42,"def double(x):\n    return 2 * x\n"\n'
        "halve,Write halve(x).,halve,42,21,\n"
    )
    env = {**environment, "PYTHONPATH": str(root)}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*prony, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    imported = run("import", "problems.csv", "problems", "--json")
    assert imported.returncode == 0, imported.stderr
    report = json.loads(imported.stdout)
    assert (report["importer"], report["tasks"]) == ("sheet", ["double"])
    assert report["refusals"] == [{"where": "problems.csv:3", "why": "it has no solution"}]
    proven = run("prove", "./problems")
    assert proven.returncode == 0, proven.stdout + proven.stderr
