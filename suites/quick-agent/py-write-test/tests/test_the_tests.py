"""Runs the submitted tests with several programs, each in a process of its own: what counts is which of them fail."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

VARIANTS = Path(os.environ["PRONY_TESTS"], "variants")
SUBMITTED = Path(os.environ["PRONY_WORK"], "tests", "test_slug.py")
DRIVER = """
import json, os, sys, unittest

PROGRAMS = json.loads(sys.argv.pop())

def report(folder):
    os.chdir(folder)
    sys.path.insert(0, folder)
    import tests.test_slug as module
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    bad = len(result.errors) + len(result.failures) + len(result.unexpectedSuccesses)
    return [result.testsRun, bad]

for name, folder in PROGRAMS.items():
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    line = json.dumps([name, *report(folder)]) + chr(10)
    os.write(int(sys.argv.pop()), line.encode())
    os._exit(0)
"""
PASSED, FAILED, NOTHING = "passed", "failed", "nothing was run to its end"


def outcomes(*names):
    """How the submitted tests end with each of these variants of slug.py, each alone in a folder as the brief has it."""
    with tempfile.TemporaryDirectory() as room:
        programs = {}
        for name in names:
            folder = Path(room, name)
            (folder / "tests").mkdir(parents=True)
            (folder / "tests" / "__init__.py").touch()
            (folder / "tests" / "test_slug.py").write_bytes(SUBMITTED.read_bytes())
            (folder / "slug.py").write_bytes((VARIANTS / f"{name}.txt").read_bytes())
            programs[name] = str(folder)
        reader, writer = os.pipe()
        command = [sys.executable, "-s", "-S", "-B", "-c", DRIVER, str(writer), json.dumps(programs)]
        with os.fdopen(reader) as reports:
            try:
                subprocess.run(
                    command, stdin=subprocess.DEVNULL, capture_output=True, pass_fds=[writer], timeout=5, check=False
                )
            finally:
                os.close(writer)
            found = dict.fromkeys(names, NOTHING)
            for name, ran, bad in map(json.loads, reports):
                found[name] = FAILED if bad else PASSED if ran else NOTHING
    return [found[name] for name in names]


class Catches(unittest.TestCase):
    def test_they_fail_with_the_program_as_it_is_and_pass_with_a_right_one(self):
        self.assertEqual(outcomes("seen", "fixed"), [FAILED, PASSED])


class Fair(unittest.TestCase):
    def test_they_pass_and_fail_with_other_programs_in_the_same_way(self):
        self.assertEqual(outcomes("other-bug", "other", "third"), [FAILED, PASSED, PASSED])


class Kept(unittest.TestCase):
    def test_they_still_fail_where_the_old_ones_did(self):
        """Each variant but the last gives one wrong answer, to what an old test asks."""
        wrong = ("spaces-begin", "spaces-end", "run-begin", "run-end")
        self.assertEqual(outcomes(*wrong, "fixed"), [FAILED] * len(wrong) + [PASSED])
