"""What Ollama's `/api/show` says of one model: the blob of its weights, its template, and what its Modelfile pins."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from prony.engines.identity import offers_tools, thinking_of
from prony.engines.seen import text, whole
from prony.http1.ask import Answer
from prony.nouns import Artifact, Thinking

BARE_TEMPLATE = "{{ .Prompt }}"
"""What Ollama uses where it knows no template: the words of all messages one after the other, roles dropped."""

SAMPLING = frozenset(
    {
        "temperature",
        "top_k",
        "top_p",
        "min_p",
        "typical_p",
        "tfs_z",
        "repeat_penalty",
        "repeat_last_n",
        "presence_penalty",
        "frequency_penalty",
        "mirostat",
        "mirostat_eta",
        "mirostat_tau",
        "penalize_newline",
        "seed",
        "stop",
    }
)
"""Parameters of a Modelfile that shape an answer where a request says nothing."""

_BLOB = re.compile(r"^(?P<path>.*[/\\]sha256[-:](?P<digest>[0-9a-f]{64}))\s*$")


class OllamaModel:
    """One model as `/api/show` tells it. Everything is None or empty where it does not say."""

    def __init__(self, answer: Answer) -> None:
        self._said = answer.fields
        self._commands = _commands(text(self._said.get("modelfile")) or "")
        self.template = text(self._said.get("template"))
        self.system = text(self._said.get("system"))
        self.remote_host = text(self._said.get("remote_host"))
        self.parameters = _parameters(text(self._said.get("parameters")) or "")

    @property
    def digest(self) -> str | None:
        """sha256 of the weights: the name of the blob that FROM leads to. None for a model that is no single file."""
        found = self._blob()
        return found["digest"] if found else None

    @property
    def blob(self) -> Path | None:
        """Where Ollama keeps that blob on the machine that it runs on."""
        found = self._blob()
        return Path(found["path"]) if found else None

    @property
    def capabilities(self) -> frozenset[str] | None:
        """`completion`, `tools`, `thinking` ...; None where this version does not tell."""
        value = self._said.get("capabilities")
        return frozenset(one for one in value if isinstance(one, str)) if isinstance(value, list) else None

    @property
    def trained_context(self) -> int | None:
        """The context that the model was made for."""
        return whole(self._info().get(f"{self._architecture()}.context_length"))

    @property
    def parameter_count(self) -> int | None:
        """Weights in the model."""
        return whole(self._info().get("general.parameter_count"))

    @property
    def has_chat_template(self) -> bool | None:
        """False where Ollama knows no template for it, whatever its file holds; None where it shows none."""
        return None if self.template is None else self.template.strip() != BARE_TEMPLATE

    @property
    def offers_tools(self) -> bool | None:
        """By its capabilities, else by whether the template has a place for them."""
        if self.capabilities is not None:
            return "tools" in self.capabilities
        return offers_tools(self.template.replace(".Tools", "tools")) if self.template is not None else None

    @property
    def thinks_apart(self) -> bool:
        """Whether Ollama parses its reasoning, and hands it out apart when asked to."""
        return "thinking" in (self.capabilities or ())

    @property
    def thinking(self) -> Thinking | None:
        """Whether the model reasons before it answers."""
        return Thinking.ON if self.thinks_apart else thinking_of(self.template)

    @property
    def sampling(self) -> dict[str, Any]:
        """What the Modelfile sets for sampling. Ollama's own defaults for the rest are not told."""
        return {key: value for key, value in self.parameters.items() if key in SAMPLING}

    @property
    def settings(self) -> dict[str, Any]:
        """What else shapes an answer, and belongs into a fingerprint: digests of the texts, other parameters."""
        texts = {
            "template_sha256": self.template,
            "system_sha256": self.system,
            "messages_sha256": json.dumps(examples, sort_keys=True)
            if (examples := self._said.get("messages"))
            else None,
        }
        found = {key: hashlib.sha256(value.encode()).hexdigest() for key, value in texts.items() if value}
        if adapters := [_BLOB.match(one) for one in self._commands.get("ADAPTER", ())]:
            found["adapters"] = ", ".join(one["digest"] if one else "no blob" for one in adapters)
        return {**found, **{f"modelfile.{k}": v for k, v in sorted(self.parameters.items()) if k not in SAMPLING}}

    def artifact(self, quantization: str | None) -> Artifact:
        """The weights as far as Ollama tells, where their file cannot be read from here."""
        return Artifact(
            sha256=self.digest,
            architecture=self._architecture(),
            parameters=self.parameter_count,
            quantization=quantization,
            context_length=self.trained_context,
        )

    def _blob(self) -> re.Match[str] | None:
        """More than one FROM is a model with projectors, whose weights come first."""
        sources = self._commands.get("FROM", ())
        return _BLOB.match(sources[0]) if sources else None

    def _architecture(self) -> str | None:
        return text(self._info().get("general.architecture"))

    def _info(self) -> dict[str, Any]:
        value = self._said.get("model_info")
        return value if isinstance(value, dict) else {}


def _commands(modelfile: str) -> dict[str, list[str]]:
    """FROM and ADAPTER lines of a Modelfile, those within its texts (template, system, licence) left out."""
    found: dict[str, list[str]] = {}
    quoted = False
    for line in modelfile.splitlines():
        if not quoted:
            name, _, value = line.partition(" ")
            if name in ("FROM", "ADAPTER"):
                found.setdefault(name, []).append(value.strip())
        quoted ^= line.count('"""') % 2 == 1
    return found


def _parameters(lines: str) -> dict[str, Any]:
    """`NAME VALUE` lines: numbers, booleans and quoted texts; a name that comes twice holds a sorted list."""
    found: dict[str, list[Any]] = {}
    for line in lines.splitlines():
        name, _, value = line.strip().partition(" ")
        if name:
            found.setdefault(name, []).append(_value(value.strip()))
    return {name: values[0] if len(values) == 1 else sorted(values, key=str) for name, values in sorted(found.items())}


def _value(shown: str) -> Any:
    try:
        value = json.loads(shown)
    except ValueError:
        return shown
    return value if isinstance(value, str | int | float | bool) else shown
