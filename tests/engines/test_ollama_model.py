"""What `/api/show` says of a model is read, whatever it says, and trusted as little as needed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prony.engines.kinds.ollama.model import OllamaModel
from prony.http1.ask import Answer
from prony.nouns import Thinking


def shown(**fields: Any) -> OllamaModel:
    return OllamaModel(Answer(200, {}, json.dumps(fields).encode()))


def test_a_model_that_thinks_is_told_by_its_capabilities_or_its_template() -> None:
    apart = shown(capabilities=["completion", "thinking"], template="{{ .Messages }}")
    assert (apart.thinking, apart.thinks_apart) == (Thinking.ON, True)
    tags = shown(template="{{ .Messages }}<think>")
    assert (tags.thinking, tags.thinks_apart) == (Thinking.ON, False)
    assert shown().thinking is None


def test_tools_are_told_by_capabilities_or_by_the_template_of_older_versions() -> None:
    assert shown(capabilities=["completion"], template="{{ .Tools }}").offers_tools is False
    assert shown(template="{{ if .Tools }}x{{ end }}").offers_tools is True
    assert shown(template="{{ .Messages }}").offers_tools is False
    assert shown().offers_tools is None


def test_parameters_are_read_whatever_their_order_and_form() -> None:
    one = shown(parameters='stop   "<|im_end|>"\nnum_ctx 8192\nstop "<|a|>"\nmirostat 0\nuse_mmap true\nodd <raw text>')
    assert one.sampling == {"stop": ["<|a|>", "<|im_end|>"], "mirostat": 0}
    assert one.settings == {"modelfile.num_ctx": 8192, "modelfile.odd": "<raw text>", "modelfile.use_mmap": True}


def test_from_lines_within_quoted_texts_of_a_modelfile_lead_nowhere() -> None:
    blob = "sha256-" + "ab" * 32
    one = shown(
        modelfile=f'# FROM x\nFROM /b/{blob}\nADAPTER /b/sha256-{"cd" * 32}\nTEMPLATE """\nFROM /etc/passwd\n"""'
    )
    assert one.digest == "ab" * 32
    assert one.settings["adapters"] == "cd" * 32
    quoted = shown(modelfile='TEMPLATE """\nFROM /b/' + blob + '\n"""')
    assert (quoted.digest, quoted.blob) == (None, None)


@pytest.mark.parametrize("modelfile", ["", "FROM llama3", "FROM /etc/passwd", "FROM sha256-xyz", "FROM"])
def test_only_a_blob_is_ever_read(modelfile: str) -> None:
    assert shown(modelfile=modelfile).blob is None


@pytest.mark.parametrize("said", [{}, {"capabilities": "x", "model_info": [], "parameters": 7, "template": None}])
def test_a_show_that_says_odd_things_says_nothing(said: dict[str, Any]) -> None:
    one = OllamaModel(Answer(200, {}, json.dumps(said).encode()))
    assert (one.digest, one.capabilities, one.has_chat_template, one.trained_context) == (None, None, None, None)
    assert one.settings == one.sampling == {}
