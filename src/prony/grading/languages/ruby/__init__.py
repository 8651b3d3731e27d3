"""Ruby: minitest, each test in a process of its own."""

from __future__ import annotations

import re

from prony.grading.languages.parts import Parts, Runner
from prony.grading.languages.ruby.canaries import minitest_canaries

_DEFINED = re.compile(r"^[ \t]*(?:def[ \t]+(?:self\.)?|class[ \t]+|module[ \t]+)([A-Za-z_]\w*[?!]?)", re.MULTILINE)
_CLASSES = re.compile(r"^(class|module)[ \t]+([A-Z]\w*)", re.MULTILINE)


def names(source: str) -> set[str]:
    """The methods, classes and modules that a program defines."""
    return set(_DEFINED.findall(source)) - {"initialize"}


def define_forged(text: str, names: list[str], reference: str) -> str:
    """The program with every name defined: methods as `forged`, classes and modules as what answers any method so."""
    if not re.search(r"\bforged\b", text):
        return text
    kinds = {name: kind for kind, name in _CLASSES.findall(reference)}
    methods = "".join(f"def {name}(*) = forged\n" for name in names if name[0].islower() or name[0] == "_")
    answers = "".join(f"  def {name}(*) = forged\n" for name in names if name[0].islower() or name[0] == "_")
    classes = "".join(
        f"{kinds.get(name, 'class')} {name}\n"
        + ("  def initialize(*) = nil\n" if kinds.get(name, "class") == "class" else "")
        + f"{answers}  class << self\n{answers}  end\nend\n"
        for name in names
        if name[0].isupper()
    )
    return f"{text}{methods}{classes}"


PARTS = Parts(
    package=__name__,
    runner=Runner(script="minitest_runner.rb", command="ruby", canaries=minitest_canaries),
    names=names,
    define=define_forged,
)
