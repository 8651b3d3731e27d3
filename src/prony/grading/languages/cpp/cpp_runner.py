"""Run the tests: `prony_native` does it for C and C++ alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prony.grading.runners import prony_native as native
else:  # it lies beside this file, wherever that is
    import prony_native as native

if __name__ == "__main__":
    native.main()
