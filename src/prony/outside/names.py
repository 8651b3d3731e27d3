"""Printed model names, reconciled: the vendor, the family, the variant, the effort and the precision that a name tells.

What a name does not tell stays empty: two names are never taken for one model because both leave something out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import IntEnum

from msgspec.structs import replace

from prony.nouns import Noun

FAMILIES: dict[str, str] = {
    "claude": "Anthropic", "cerebras-gpt": "Cerebras", "gpt-j": "EleutherAI", "gpt-neo": "EleutherAI",
    "gpt-neox": "EleutherAI", "gpt-oss": "OpenAI", "gpt": "OpenAI", "o1": "OpenAI", "o3": "OpenAI", "o4": "OpenAI",
    "gemini": "Google", "gemma": "Google", "grok": "xAI", "qwen": "Alibaba", "qwq": "Alibaba",
    "kimi": "Moonshot AI", "mimo": "Xiaomi", "devstral": "Mistral", "codestral": "Mistral", "magistral": "Mistral",
    "ministral": "Mistral", "mixtral": "Mistral", "mistral": "Mistral", "codellama": "Meta", "codegemma": "Google",
    "codeqwen": "Alibaba", "llama": "Meta",
    "phi": "Microsoft", "cogito": "Deep Cogito", "deepseek": "DeepSeek", "minimax": "MiniMax", "nemotron": "NVIDIA",
    "glm": "Z.ai", "step": "StepFun", "smollm": "Hugging Face", "granite": "IBM", "starcoder": "BigCode",
    "command": "Cohere", "seed-oss": "ByteDance", "ernie": "Baidu", "hunyuan": "Tencent", "olmo": "Ai2",
    "exaone": "LG", "jamba": "AI21", "falcon": "TII", "lfm": "Liquid AI", "yi": "01.AI", "solar": "Upstage",
    "nova": "Amazon", "tinyllama": "TinyLlama", "stable-code": "Stability AI", "wizardcoder": "WizardLM",
}  # fmt: skip
"""Family -> vendor. A family of two words stands before the shorter one that begins it."""
_MAKERS = ("anthropic", "openai", "google", "xai", "alibaba", "moonshot", "moonshotai", "xiaomi", "mistralai", "meta")
_OTHERS = ("nvidia", "microsoft", "zai", "z.ai", "zhipu", "ibm", "cohere", "amazon", "bytedance", "baidu", "tencent")
_VENDORS = frozenset((*_MAKERS, *_OTHERS, "unsloth", "bartowski"))
_SAID = frozenset(("instruct", "it", "chat", "latest", "gguf", "hf", "ud", "mlx", "local", "cloud", "api"))
"""Words that tell no variant from another."""
_PRECISION = re.compile(
    r"(?:i?q\d[0-9a-z_.]*|tq\d_\d|bf16|f16|fp16|f32|fp32|fp8|fp4|int[48]|nvfp4|mxfp[48]|awq|gptq|exl[23]|[2-8]bit|w\da\d+)"
)
_EFFORT = {
    **dict.fromkeys(("think", "thinking", "reasoning", "adaptive"), "thinking"),
    **dict.fromkeys(("nonthink", "nothink", "nonthinking", "nonreasoning"), "no thinking"),
    **{word: word for word in ("minimal", "low", "medium", "high", "xhigh")},
}
_ACTIVE = re.compile(r"a\d+(?:\.\d+)?b")
"""Active parameters of a mixture of experts, which the size tells already."""
_SIZE = re.compile(r"\d+(?:\.\d+)?b")
_PRECISION_HEADER = re.compile(r"\b(?:quant\w*|precision|dtype|weights?|format)\b")
_EFFORT_HEADER = re.compile(r"\b(?:effort|thinking|reasoning)\b")
_SIZE_HEADER = re.compile(r"\b(?:param\w*|size)\b")
_ANSWERS = {
    **dict.fromkeys(("yes", "on", "true", "\u2713"), "thinking"),
    **dict.fromkeys(("no", "off", "false", "none", "\u2717"), "no thinking"),
}
"""What a cell below a header of thinking says."""
LONGEST = 300


class ModelName(Noun, frozen=True, kw_only=True):
    """What a printed name tells. variant: its words beside the family, in their order; effort, precision: empty where
    the name does not tell them."""

    printed: str
    vendor: str = ""
    family: str = ""
    variant: tuple[str, ...] = ()
    effort: str = ""
    precision: str = ""

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """Equal for two spellings of one variant."""
        return self.family, frozenset(word for word in self.variant if not _ACTIVE.fullmatch(word))


class Match(IntEnum):
    """How much two names have in common; each level holds those below it."""

    NOTHING = 0
    VENDOR = 1
    FAMILY = 2
    VARIANT = 3
    """One variant; effort or precision differ, or one name does not tell them."""
    SAME = 4
    """One variant in one effort and precision, as far as both names tell."""


def read_name(printed: str) -> ModelName:
    """What a printed name tells."""
    words = _words(printed)
    family, rest = _family(words)
    efforts = dict.fromkeys(_EFFORT[word] for word in rest if word in _EFFORT)
    precisions = dict.fromkeys(word for word in rest if _PRECISION.fullmatch(word))
    variant = [word for word in rest if word not in _EFFORT and word not in precisions and word not in _SAID]
    return ModelName(
        printed=printed,
        vendor=FAMILIES.get(family, ""),
        family=family,
        variant=tuple(dict.fromkeys(variant)),
        effort=" ".join(efforts),
        precision=" ".join(precisions),
    )


def read_name_beside(printed: str, beside: Mapping[str, str]) -> ModelName:
    """What a printed name tells, and of effort, precision and size, where it is silent, what the columns beside it do.
    beside: header -> cell."""
    name = read_name(printed)
    for header, cell in beside.items():
        asked = header.strip().lower()
        if not name.precision and _PRECISION_HEADER.search(asked):
            name = replace(name, precision=read_name(cell).precision)
        elif not name.effort and _EFFORT_HEADER.search(asked):
            name = replace(name, effort=_ANSWERS.get(cell.strip().lower(), "") or read_name(cell).effort)
        elif _SIZE_HEADER.search(asked) and not any(_SIZE.fullmatch(word) for word in name.variant):
            size = re.fullmatch(r"\W*(\d+(?:\.\d+)?)\s*b\W*", cell.strip().lower())
            name = replace(name, variant=(*name.variant, f"{size[1]}b")) if size else name
    return name


def match(a: ModelName, b: ModelName) -> Match:
    """How much two names have in common. A name without a known family matches only its like, word for word."""
    if a.key == b.key and (a.family or a.variant):
        same = (a.effort, _bare(a.precision)) == (b.effort, _bare(b.precision))
        return Match.SAME if same else Match.VARIANT
    if not a.family or not b.family:
        return Match.NOTHING
    if a.family == b.family:
        return Match.FAMILY
    return Match.VENDOR if a.vendor == b.vendor else Match.NOTHING


def _bare(precision: str) -> str:
    """`q4_k_m` and `q4km` are one."""
    return precision.replace("_", "")


def _words(printed: str) -> list[str]:
    """The words of a name, in lower case: versions with their point, sizes, without footnote marks and owners."""
    text = unicodedata.normalize("NFKC", printed[:LONGEST]).lower().replace("\u2020", "").replace("\u2021", "")
    text = _without_owner(re.sub(r"\.gguf\b", "", text))
    text = re.sub(r"\b(?:no[ -]?|non-)(?=think|reason)", "non", text)
    text = re.sub(r"\b([2-8])[ -]bit\b", r"\1bit", text)
    text = text.rsplit("/", 1)[-1] if "/" in text and " " not in text else text
    words = [word.strip("._") for word in re.split(r"[^\w.]+", text)]
    return _versions([part for word in words if word for part in _parted(word)])


def _without_owner(text: str) -> str:
    """A name without its owner before a point and its revision, as clouds list them: `us.meta.llama3-1-8b-v1:0`."""
    owned = re.fullmatch(r"(?:[a-z]{2,6}\.)?([a-z]+\d*)\.(?=[a-z])(\S+)", text)
    if owned is None or not (owned[1] in _VENDORS or owned[1] in FAMILIES):
        return text
    bare = re.sub(r"-v?\d+:\d+$", "", owned[2])
    return bare if bare.startswith(tuple(FAMILIES)) else f"{owned[1]}-{bare}"


def _parted(word: str) -> list[str]:
    """A word with the family's name and its version apart: `gemma3`, `qwen2.5`, `small3.1`."""
    if _PRECISION.fullmatch(word) or _ACTIVE.fullmatch(word):
        return [word]
    if of_gpt := re.fullmatch(r"(?:chat)?gpt(?:(\d(?:\.\d)?[ot]?))?", word):
        return ["gpt", of_gpt[1]] if of_gpt[1] else ["gpt"]
    parts = re.fullmatch(r"([a-z]{3,})(\d+(?:\.\d+)?)", word)
    if parts is None or parts[1] == "int":
        return [word]
    return [parts[1], parts[2]]


def _versions(words: list[str]) -> list[str]:
    """`4-5` is 4.5; `35` after a family is 3.5, as file names without a point have it; `08b` is 0.8b."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if re.fullmatch(r"\d", word) and re.fullmatch(r"\d", before):
            found[-1] = f"{before}.{word}"
        elif re.fullmatch(r"[1-9]\d", word) and (before in FAMILIES or before in ("cascade",)):
            found.append(f"{word[0]}.{word[1]}")
        elif re.fullmatch(r"m\d\d", word):
            found.append(f"m{word[1]}.{word[2]}")
        elif re.fullmatch(r"0\d+b", word):
            found.append(f"0.{word[1:]}")
        elif word == "distilled":
            found.append("distill")
        else:
            found.append(word)
    return found


def _family(words: list[str]) -> tuple[str, list[str]]:
    """The family, and the other words without vendors. The first word that names a family is it."""
    named = [word for word in words if word not in _VENDORS or word in FAMILIES]
    for at, word in enumerate(named):
        two = f"{word}-{named[at + 1]}" if at + 1 < len(named) else ""
        if two in FAMILIES:
            return two, named[:at] + named[at + 2 :]
        if word in FAMILIES:
            rest = named[:at] + named[at + 1 :]
            return word, [other for other in rest if other not in (word, FAMILIES[word].lower())]
    return ("gpt", named) if "codex" in named else ("", named)
