"""PHP: tests with assertions of ours, each in a process of its own."""

from __future__ import annotations

import re

from prony.grading.languages.parts import Parts, Runner
from prony.grading.languages.php.canaries import php_canaries

_FUNCTION = re.compile(
    r"^[ \t]*(?:(?:public|private|protected|static|final|abstract)[ \t]+)*function[ \t]+&?(\w+)", re.M
)
_CLASS = re.compile(r"^[ \t]*(?:(?:final|abstract|readonly)[ \t]+)*(class|interface|trait|enum)[ \t]+(\w+)", re.M)
_NAMESPACE = re.compile(r"^namespace[ \t]+[\w\\]+;", re.M)


def names(source: str) -> set[str]:
    """The functions, methods, classes and their kin that a program defines."""
    return {name for name in _FUNCTION.findall(source) if not name.startswith("__")} | {
        name for _, name in _CLASS.findall(source)
    }


def define_forged(text: str, names: list[str], reference: str) -> str:
    """The program with every name defined: functions as `forged`, classes as what answers any method so."""
    if not re.search(r"\bforged\b", text):
        return text
    classes = {name for _, name in _CLASS.findall(reference)}
    functions = [name for name in names if name not in classes]
    methods = "".join(f"    public static function {name}(...$a) {{ return forged(); }}\n" for name in functions)
    body = (
        "    public function __construct(...$a) {}\n    public function __call($n, $a) { return forged(); }\n"
        "    public static function __callStatic($n, $a) { return forged(); }\n"
        "    public function __get($n) { return forged(); }\n"
    )
    defined = "".join(f"function {name}(...$a) {{ return forged(); }}\n" for name in functions)
    defined += "".join(f"class {name} {{\n{body}{methods}}}\n" for name in sorted(classes & set(names)))
    space = _NAMESPACE.search(reference)
    if space is not None:
        text = text.replace("<?php", f"<?php {space.group()}", 1)
    return f"{text.rstrip()}\n{defined}"


PARTS = Parts(
    package=__name__,
    runner=Runner(script="php_runner.py", canaries=php_canaries, helpers=("prony_children.py",)),
    names=names,
    define=define_forged,
)
