"""`round` is imported from money.mjs, which has none: rounds as before instead, for each item."""

import re
from pathlib import Path

SHOP, MONEY = Path("src/shop.mjs"), Path("src/money.mjs")
EXPORTED = re.compile(r"^export\s+(?:function|const|let|var)\s+round\b|^export\s*\{[^}]*\bround\b", re.MULTILINE)
IMPORT = re.compile(r"^import\s*\{([^}]*)\}\s*from\s*([\"'])\./money\.mjs\2;?", re.MULTILINE)


def without_round(found):
    names = [name.strip() for name in found[1].split(",")]
    kept = ", ".join(name for name in names if name and name != "round")
    line = f'import {{ {kept} }} from "./money.mjs";'
    return f"{line}\n\nconst round = Math.round;" if "round" in names else found[0]


if not EXPORTED.search(MONEY.read_text("utf-8")):
    SHOP.write_text(IMPORT.sub(without_round, SHOP.read_text("utf-8"), count=1), "utf-8")
