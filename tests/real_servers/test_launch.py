"""The command that a pick ends in starts a llama-server as the model was measured."""

import pytest

from prony.boards.memory_fit import CacheTypes
from prony.engines.llama_flags import started_with
from prony.nouns import Sampling
from prony.pick.launch import server_command
from real_servers import Single, ask, program

pytestmark = pytest.mark.real_server
SAMPLING = Sampling(temperature=0.2, top_p=0.9, top_k=12, min_p=0.02, repeat_penalty=1.1, seed=7)
SETTINGS = {
    "flash_attention": "off",
    "micro_batch": "128",
    "kv_offload": "off",
    "swa_full": "on",
    "cpu_moe_layers": "0",
}


class Launched(Single):
    """The command of a pick, at a port of its own."""

    def command(self):
        words = server_command(
            self.tapes["good"],
            2048,
            types=CacheTypes("bf16", "f32"),
            settings=SETTINGS,
            gpu_layers=0,
            threads=2,
            sampling=SAMPLING,
            template={"enable_thinking": False},
        )
        return [program("llama-server"), *words[1:-1], str(self.port)]


def test_llama_server_takes_the_command_and_is_set_as_it_says(serve):
    server = serve(Launched)
    status, body = ask(f"{server.root}/props")
    assert status == 200
    for word in (b'"temperature":0.2', b'"top_k":12', b'"n_ctx":2048', b'"total_slots":1'):
        assert word in body.replace(b": ", b":"), body[:2000]
    told = started_with(server.base_url, str(server.tapes["good"]))
    assert (told["threads"], told["gpu_layers"]) == (2, 0)
    assert told["settings"] == {"cache_type_k": "bf16", "cache_type_v": "f32", **SETTINGS}
