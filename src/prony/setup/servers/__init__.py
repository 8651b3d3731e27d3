"""Real servers, for the tests that want them and for whoever wants to try: found, else built from source.

Residents: `server` (what one is, and where its program is kept) · `steps` (programs that take minutes) · `go` (building
with it) · the servers: `llama_server`, `ollama`, `llama_swap`.
"""

from prony.setup.servers import llama_server, llama_swap, ollama
from prony.setup.servers.server import Server, find, obtain

SERVERS: tuple[Server, ...] = (llama_server.SERVER, ollama.SERVER, llama_swap.SERVER)

__all__ = ["SERVERS", "Server", "find", "obtain"]
