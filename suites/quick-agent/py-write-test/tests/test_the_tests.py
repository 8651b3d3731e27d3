"""Runs the submitted tests against several programs, each in a process of its own: what counts is which of them fail."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

VARIANTS = Path(os.environ["PRONY_TESTS"], "variants")
SUBMITTED = Path(os.environ["PRONY_WORK"], "tests", "test_slug.py")
DRIVER = """
import importlib.util, sys, types, unittest
slug = types.ModuleType("slug")
exec(compile(sys.argv.pop(1), "slug.py", "exec"), slug.__dict__)
sys.modules["slug"] = slug
spec = importlib.util.spec_from_file_location("test_slug", sys.argv.pop(1))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
tests = unittest.defaultTestLoader.loadTestsFromModule(module)
result = unittest.TestResult()
tests.run(result)
sys.exit(3 if not result.testsRun else 4 if result.errors else 5 if result.failures else 0)
"""
PASSED, FAILED = 0, 5


def outcome(name):
    """How the submitted tests end with that variant of slug.py."""
    source = (VARIANTS / f"{name}.txt").read_text()
    command = [sys.executable, "-s", "-S", "-B", "-c", DRIVER, source, str(SUBMITTED)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=5, check=False).returncode


class Catches(unittest.TestCase):
    def test_they_fail_with_the_program_as_it_is_and_pass_with_a_right_one(self):
        self.assertEqual((outcome("seen"), outcome("fixed")), (FAILED, PASSED))


class Fair(unittest.TestCase):
    def test_they_pass_and_fail_with_another_program_in_the_same_way(self):
        self.assertEqual((outcome("other-bug"), outcome("other")), (FAILED, PASSED))


class Kept(unittest.TestCase):
    def test_they_still_fail_where_the_old_ones_did(self):
        self.assertEqual((outcome("cut"), outcome("fixed")), (FAILED, PASSED))
