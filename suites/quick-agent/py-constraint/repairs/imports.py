"""`month_days`, which the library has no more, is imported by its new name; what calls it stays as it is."""

import ast
from pathlib import Path

FILE = Path("schedule.py")
lines = FILE.read_bytes().splitlines(keepends=True)
names = [
    name
    for node in ast.walk(ast.parse(b"".join(lines)))
    if isinstance(node, ast.ImportFrom) and node.module == "vendor.almanac"
    for name in node.names
    if name.name == "month_days"
]
for name in sorted(names, key=lambda one: (one.lineno, one.col_offset), reverse=True):
    line = lines[name.lineno - 1]
    new = f"days_in as {name.asname or name.name}".encode()
    lines[name.lineno - 1] = line[: name.col_offset] + new + line[name.end_col_offset :]
FILE.write_bytes(b"".join(lines))
