"""What a llama.cpp server was started with is read from its process, where no address tells it."""

import subprocess
import sys

import pytest

from prony.engines.llama_flags import fields_of, started_with

LISTEN = """
import socket, sys
with socket.create_server(("127.0.0.1", 0)) as door:
    print(door.getsockname()[1], flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def server():
    """A call that starts a listening process with these arguments and variables, and gives its address."""
    started = []

    def start(*arguments, **variables):
        words = [sys.executable, "-I", "-c", LISTEN, *arguments]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables)
        started.append(process)
        return f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"

    yield start
    for process in started:
        process.communicate("")


def test_cache_types_of_the_process_that_listens_are_told(server):
    url = server("-m", "/models/a.gguf", "-ctk", "q8_0", "--cache-type-v", "q4_0", "-t", "6", "-ngl", "99")
    assert started_with(url, "/models/a.gguf") == {
        "threads": 6,
        "gpu_layers": 99,
        "settings": {"cache_type_k": "q8_0", "cache_type_v": "q4_0"},
    }


def test_a_variable_counts_where_no_flag_overrules_it(server):
    url = server("-m", "a.gguf", LLAMA_ARG_CACHE_TYPE_K="q5_1", LLAMA_ARG_THREADS="3")
    assert started_with(url, "a.gguf") == {"threads": 3, "settings": {"cache_type_k": "q5_1", "cache_type_v": "f16"}}
    url = server("-m", "a.gguf", "-ctk", "q8_0", LLAMA_ARG_CACHE_TYPE_K="q5_1")
    assert started_with(url, "a.gguf")["settings"]["cache_type_k"] == "q8_0"


@pytest.mark.parametrize("arguments", [("-m", "other.gguf", "-ctk", "q8_0"), ("-m", "hmac-sha2", "-L", "1:h:1"), ()])
def test_a_process_that_serves_another_file_tells_nothing(server, arguments):
    assert started_with(server(*arguments), "/models/a.gguf") == {}


def test_a_server_that_fetched_its_file_names_where_from(server):
    url = server("-hf", "owner/repo:Q4_K_M", "-ctk", "q8_0")
    assert started_with(url, "/cache/owner_repo_q4.gguf")["settings"]["cache_type_k"] == "q8_0"


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (("-fa", "on"), {"flash_attention": "on"}),
        (("-fa",), {"flash_attention": "on"}),
        (("-fa", "--swa-full"), {"flash_attention": "on", "swa_full": "on"}),
        (("-nkvo", "-ub", "256"), {"kv_offload": "off", "micro_batch": "256"}),
        (("-md", "/secret/folder/draft.gguf", "--draft-max", "8"), {"draft_model": "draft.gguf", "draft_tokens": "8"}),
        (("-ctk", "q4_0", "-ctk", "q8_0"), {"cache_type_k": "q8_0"}),
        (("--api-key", "sk-secret", "--hf-token", "hf-secret", "--api-key-file", "/k"), {}),
        (("-ctk",), {}),
    ],
)
def test_only_what_changes_replies_or_their_speed_is_kept(arguments, settings):
    found = fields_of(["llama-server", "-m", "a.gguf", *arguments], {"LLAMA_API_KEY": "sk-secret"})
    assert found == {"settings": {"cache_type_k": "f16", "cache_type_v": "f16", **settings}}
