"""Whose machine an address names: one answer for engines, runs and forecasts."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from prony import addresses
from prony.addresses import is_loopback, is_this_machine, look_up
from prony.bench.contestants import leaves_machine
from prony.engines.hosting import shares_cpu
from prony.nouns import ContestantSpec


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.9.9.9:1", True),
        ("http://[::1]:1/v1", True),
        ("http://localhost:8080", True),
        ("https://LOCALHOST/v1", True),
        ("http://localhost.:8080", True),
        ("http://vllm.localhost:1", True),
        ("http://[::ffff:127.0.0.1]:1", True),
        ("http://127.1:1", True),
        ("http://2130706433:1", True),
        ("http://0x7f.1:1", True),
        ("http://0.0.0.0:1", False),
        ("http://10.0.0.1", False),
        ("http://10.1", False),
        ("http://localhost.example.com", False),
        ("http://127.0.0.1.example.com", False),
        ("nonsense", False),
        ("http://[::1", False),
        ("http://notlocalhost", False),
    ],
)
def test_loopback_is_what_an_address_says_and_no_lookalike(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback


@pytest.mark.parametrize("url", ["http://127.0.0.2:1/v1", "http://box.localhost:1/v1", "http://10.0.0.1:1/v1"])
def test_a_run_and_the_engines_agree_on_whether_texts_leave_the_machine(url: str) -> None:
    spec = ContestantSpec(label="m", engine="openai-compatible", model="m", base_url=url)
    assert leaves_machine(spec) is not is_this_machine(url)
    assert (shares_cpu(url) is False) is leaves_machine(spec)


@pytest.mark.parametrize("url", ["http://0.0.0.0:1", "http://[::]:1/v1", "http://[::ffff:0.0.0.0]", "http://0:8080"])
def test_the_unspecified_address_is_this_machine(url: str) -> None:
    assert is_this_machine(url)


def test_every_address_of_an_interface_is_this_machine_with_its_scope_or_without() -> None:
    entries = [entry for entries in psutil.net_if_addrs().values() for entry in entries]
    urls = [f"http://{entry.address}:1" for entry in entries if entry.family is socket.AF_INET]
    for entry in entries:
        if entry.family is socket.AF_INET6:
            bare, _, scope = entry.address.partition("%")
            urls += [f"http://[{bare}]:1", f"http://[{bare}%25{scope or 'lo'}]:1"]
    assert urls
    assert [url for url in urls if not is_this_machine(url)] == []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine called `box`, whose hosts file, resolver's file and interfaces are what the test writes; the resolver
    answers nothing."""
    hosts, resolver = tmp_path / "hosts", tmp_path / "resolv.conf"
    hosts.write_text(
        "127.0.0.1 localhost\n127.0.1.1\tBox.lan box  # of the installer\n10.9.9.9 other\n"
        "::1 gpu6\n172.17.0.1 host.docker.internal\n127.0.0.1 both\n10.9.9.9 both\nnonsense line\n"
    )
    resolver.write_text("nameserver 10.0.0.1\nsearch corp.example. Lab.example\n")
    monkeypatch.setattr(addresses, "HOSTS", hosts)
    monkeypatch.setattr(addresses, "RESOLVER", resolver)
    monkeypatch.setattr(addresses, "_looked_up", {})
    monkeypatch.setattr(socket, "gethostname", lambda: "box")
    addresses._own_names.cache_clear()
    yield tmp_path
    addresses._own_names.cache_clear()


@pytest.mark.parametrize(
    "name", ["box", "BOX", "box.", "box.lan", "box.local", "box.corp.example", "box.lab.example", "gpu6"]
)
def test_a_name_of_this_machine_is_this_machine(machine: Path, name: str) -> None:
    assert is_this_machine(f"http://{name}:8080/v1")


@pytest.mark.parametrize("name", ["other", "both", "boxer", "box.evil.example", "box.lan.evil.example", "host.evil"])
def test_another_name_is_not_nor_one_that_is_this_machine_only_in_part(machine: Path, name: str) -> None:
    assert not is_this_machine(f"http://{name}:8080/v1")


def test_what_a_container_calls_its_host_is_this_machine_where_it_leads_to_a_private_address(machine: Path) -> None:
    assert is_this_machine("http://host.docker.internal:11434")
    (machine / "hosts").write_text("93.184.216.34 host.docker.internal host.containers.internal\n")
    addresses._own_names.cache_clear()
    assert not is_this_machine("http://host.docker.internal:11434")
    assert not is_this_machine("http://host.containers.internal:11434")


async def test_a_name_of_the_network_is_known_once_the_resolver_was_asked(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = next(iter(addresses.own_names().addresses))
    asked = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        found = str(own) if host == "me.example" else "93.184.216.34"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    names = ("me.example", "api.example", "gone.example", "box.local")
    assert [is_this_machine(f"http://{name}") for name in names] == [False, False, False, True]
    assert asked == []
    for name in (*names, "me.example", "localhost", "other", "127.0.0.1"):
        await look_up(f"http://{name}/v1")
    assert asked == list(names)
    # What the resolver says of a name weighs more than that it looks like ours.
    assert [is_this_machine(f"http://{name}") for name in names] == [True, False, False, False]


def test_a_container_on_a_bridge_of_nothing_but_containers_is_this_machine(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry(address: str, mask: str) -> object:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return SimpleNamespace(family=family, address=address, netmask=mask)

    found = {
        "docker0": [entry("172.17.0.1", "255.255.0.0"), entry("fd11::1", "ffff:ffff::")],
        "br0": [entry("192.168.7.2", "255.255.255.0")],
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: found)
    monkeypatch.setattr(addresses, "INTERFACES", machine / "net")
    for bridge, ports in {"docker0": ["veth12ab"], "br0": ["veth34cd", "eth0"]}.items():
        for port in ports:
            (machine / "net" / bridge / "brif" / port).mkdir(parents=True)
    addresses._own_names.cache_clear()
    assert is_this_machine("http://172.17.0.9:8000")
    assert is_this_machine("http://[fd11::9]:8000")
    assert is_this_machine("http://192.168.7.2:8000")
    assert not is_this_machine("http://192.168.7.9:8000")
