"""Base URLs as people write them: one server is one address, and what answers decides between two that it may have."""

from __future__ import annotations

from typing import Any

import pytest

from prony.engines import adapter, discover
from prony.engines.base_urls import bases, key_from_env
from prony.engines.discover import look
from prony.errors import EngineError

LIST = {"object": "list", "data": [{"id": "m"}]}


@pytest.mark.parametrize(
    "written",
    [
        "http://h:1",
        "http://h:1/",
        "http://h:1/v1",
        "http://h:1/v1//",
        " http://h:1/v1 ",
        '"http://h:1/v1"',
        "HTTP://H:1/V1",
        "http://h.:1/v1/chat/completions",
        "http://h:1//v1/models",
        "http://h:1/v1/chat",
        "http://h:1/v1/completions/",
        "http://h:1/api",
        "http://h:1/api/chat",
        "http://h:1/api/tags",
        "http://h:1/api/v0/models",
        "http://h:1/ui/",
        "h:1",
        "//h:1/v1",
    ],
)
def test_one_server_is_one_address_however_it_is_written(written: str) -> None:
    assert bases(written)[0] == "http://h:1/v1"


@pytest.mark.parametrize(
    ("written", "first", "second"),
    [
        ("https://h", "https://h/v1", "https://h"),
        ("https://h/api/paas/v4/", "https://h/api/paas/v4", "https://h/api/paas/v4/v1"),
        ("https://h/v1beta/openai", "https://h/v1beta/openai", "https://h/v1beta/openai/v1"),
        ("https://h/v1beta/openai/chat/completions", "https://h/v1beta/openai", "https://h/v1beta/openai/v1"),
        ("https://h/api/v1", "https://h/api/v1", "https://h/v1"),
        ("https://h/openai/v1/", "https://h/openai/v1", "https://h/openai"),
        ("https://h/inference/v1", "https://h/inference/v1", "https://h/inference"),
        ("https://h/compatible-mode/v1", "https://h/compatible-mode/v1", "https://h/compatible-mode"),
    ],
)
def test_a_path_that_is_given_stands_and_a_bare_host_gets_v1(written: str, first: str, second: str) -> None:
    assert bases(written)[:2] == (first, second)


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("http://h:80", "http://h"),
        ("https://h:443/v1", "https://h"),
        ("http://0.0.0.0:8080", "http://127.0.0.1:8080"),
        ("http://[::]:8080", "http://[::1]:8080"),
        ("http://[::ffff:127.0.0.1]:8080", "http://127.0.0.1:8080"),
        ("http://127.1:8080", "http://127.0.0.1:8080"),
        ("http://[FD00:0::2]:8080", "http://[fd00::2]:8080"),
        ("http://[fe80::1%25eth0]:8080", "http://[fe80::1%25eth0]:8080"),
        ("127.0.0.1:11434", "http://127.0.0.1:11434"),
        ("[::1]:8080/v1", "http://[::1]:8080"),
        ("::1", "http://[::1]"),
        (":8080", "http://127.0.0.1:8080"),
        ("localhost", "http://localhost"),
        ("gpu-box:8000/v1", "http://gpu-box:8000"),
        ("gpu.lan:8000", "http://gpu.lan:8000"),
        ("192.168.1.5:8080", "http://192.168.1.5:8080"),
        ("api.openai.com/v1", "https://api.openai.com"),
        ("gpu.example.com:8000", "https://gpu.example.com:8000"),
        ("8.8.8.8:8000", "https://8.8.8.8:8000"),
        ("gpu.example.com:80", "http://gpu.example.com"),
    ],
)
def test_hosts_have_one_spelling_and_only_machines_near_by_are_http_unasked(written: str, site: str) -> None:
    assert bases(written)[0] == f"{site}/v1"


@pytest.mark.parametrize(
    "bad",
    ["", "http://", "ftp://h", "8080", "h:notaport", "http://h:0", "http://h:99999", "http:/h", "http://a b", "://"],
)
def test_what_is_no_address_is_refused_with_how_one_looks(bad: str) -> None:
    with pytest.raises(EngineError) as caught:
        bases(bad)
    assert caught.value.code == "E201"
    assert "127.0.0.1:8080" in (caught.value.hint or "")


@pytest.mark.parametrize("place", ["/v1", "", "/api/paas/v4", "/v1beta/openai", "/deep/er/v1", "/api/v1"])
@pytest.mark.parametrize("written", ["{place}", "{place}/", "{place}/chat/completions", "{place}/models"])
async def test_a_server_is_found_where_it_is_however_its_place_is_written(
    scripted: Any, place: str, written: str
) -> None:
    server = await scripted({f"{place}/models": LIST})
    (found,) = await discover([server.url + written.format(place=place)])
    assert found.base_url == server.url + place


@pytest.mark.parametrize(
    ("place", "written"),
    [("/openai/v1", "/openai"), ("/v1", "/api"), ("", "/v1"), ("/api/v1", "/api"), ("/v1", "/api/v1")],
)
async def test_the_other_place_is_tried_where_the_first_is_none(scripted: Any, place: str, written: str) -> None:
    server = await scripted({f"{place}/models": LIST})
    (found,) = await discover([server.url + written])
    assert found.base_url == server.url + place
    engine = adapter("openai-compatible", server.url + written)
    assert [one.id for one in await engine.models()] == ["m"]
    assert engine.base_url == server.url + place


async def test_a_web_page_in_the_first_place_does_not_hide_the_list_in_the_second(scripted: Any) -> None:
    page = (200, b"<html>a page for every path</html>", {"Content-Type": "text/html"})
    server = await scripted({"/v1/models": page, "/api/models": LIST})
    (found,) = await discover([f"{server.url}/api"])
    assert found.base_url == f"{server.url}/api"


async def test_of_places_without_a_list_the_one_that_takes_posts_is_taken(scripted: Any) -> None:
    server = await scripted({"/openai/v1/chat/completions": (405, {"detail": "Method Not Allowed"}, {})})
    reached, endpoint = await look(f"{server.url}/openai")
    assert (reached.base_url, reached.speaks, endpoint) == (f"{server.url}/openai/v1", True, None)


async def test_a_place_behind_a_key_is_one_and_a_right_key_tells_which(
    scripted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", "k1")
    locked = (401, {"error": {"message": "no key"}}, {})
    server = await scripted({"/openai/models": locked, "/openai/v1/models": locked})
    reached, endpoint = await look(f"{server.url}/openai")
    assert (reached.base_url, reached.locked) == (f"{server.url}/openai", True)
    assert endpoint is not None
    assert endpoint.locked
    server.routes = {"/openai/v1/models": LIST}
    reached, endpoint = await look(f"{server.url}/openai", "SOME_KEY")
    assert reached.base_url == f"{server.url}/openai/v1"


@pytest.mark.parametrize("value", ["k\nkk", "kk kk", "schlüssel", "\u200bkey"])
def test_a_key_that_no_request_can_carry_is_refused_by_the_name_of_its_variable(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", value)
    with pytest.raises(EngineError, match="SOME_KEY") as caught:
        key_from_env("SOME_KEY")
    assert caught.value.code == "E208"
    assert value not in str(caught.value)
