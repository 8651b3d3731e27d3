"""The claim that a board needs nothing but the index: nothing heavy is imported before an estimate is asked for."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_boards_imports_no_estimator():
    code = (
        "import sys, prony.boards, prony.boards.cache\n"
        "heavy = {'numpy', 'scipy', 'rich', 'aiohttp', 'starlette', 'jinja2', 'asyncio'}\n"
        "heavy |= {'prony.stats', 'prony.suites', 'prony.gateway'}\n"
        "found = heavy & set(sys.modules)\n"
        "assert not found, found"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
