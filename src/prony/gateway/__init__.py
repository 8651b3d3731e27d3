"""The recording gateway: every model request of every harness goes through it, byte for byte, and is measured.

server.py        the loopback server
path.py          what an attempt gets of it: an address, and the record of what went over it
conversation.py  one connection from a harness
forward.py       one request to the engine and its reply back
requests.py      reading a harness's request, and what a plan may change in it
asking.py        asking once more in the way that an engine's refusal names
shims/           those ways, a file each
retelling.py     a reply on its way back through a translation
flags.py         what is remarkable about an exchange
budgets.py       what an attempt may use
fitting.py       whether a request fits an engine that would cut it
deadlines.py     how long a reply may be silent
meter.py         from bytes and a clock to the record of an exchange
watchers/        what touches the machine meanwhile, a file each
clocks.py        what the client's clock can say of a reply
names.py         whether two names are of one model
faults.py        recognising faults
misplaced.py     recognising answers among thoughts
sentences.py     what engines say of a failure
loops.py         recognising loops
dialects/        the ways to speak to a model that it can read, a file each
translate/       saying what an agent says in a dialect that its engine speaks, a file each
wire/            what dialects are made of
client.py        our own streaming client

HTTP itself is spoken by `prony.http1`.
"""

from __future__ import annotations

from prony.gateway.budgets import Budget
from prony.gateway.client import ChatReply, chat
from prony.gateway.deadlines import Timeouts
from prony.gateway.loops import loops
from prony.gateway.path import GatewayPath, fault_of
from prony.gateway.requests import Upstream
from prony.gateway.server import Gateway
from prony.gateway.wire import ToolCallText

__all__ = [
    "Budget",
    "ChatReply",
    "Gateway",
    "GatewayPath",
    "Timeouts",
    "ToolCallText",
    "Upstream",
    "chat",
    "fault_of",
    "loops",
]
