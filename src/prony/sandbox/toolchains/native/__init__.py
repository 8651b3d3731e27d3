"""C and C++: what their two toolchains share.

Read in this order: `sources` (which files are compiled, and how each) · `zig` (the pinned compiler, and its stock) ·
`own` (a compiler of the user's). What runs in a slot are the scripts beside them: `make_stock.sh` makes the stock once,
`compile.sh` and `own.sh` compile; `include/` goes into the stock.
"""

from prony.sandbox.toolchains.native.own import own
from prony.sandbox.toolchains.native.sources import CXX, C, NativeLanguage, beginning
from prony.sandbox.toolchains.native.zig import from_kit

__all__ = ["CXX", "C", "NativeLanguage", "beginning", "from_kit", "own"]
