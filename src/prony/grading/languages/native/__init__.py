"""Tests of C and C++: what the grading of both shares.

Read in this order: `canaries` (negative controls) · `texts` (what of a test file is compiled) · `compiling` (how a
submission and its tests become one binary) · `objects` (what a submission may not do to it) · `stubs` (for forgeries).
`prony_test.h` is what tests include, `runner.txt` what runs one of them.
"""

from prony.grading.languages.native.canaries import native_canaries
from prony.grading.languages.native.compiling import compile_tests
from prony.grading.languages.native.stubs import with_stubs

__all__ = ["compile_tests", "native_canaries", "with_stubs"]
