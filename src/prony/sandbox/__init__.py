"""The sandbox: runs untrusted programs, and says what became of them.

Public: `open_sandbox` gives a `Sandbox` (run, session, oracle, scene); `Program`, `Execution` and `Reply` are what goes
in and comes out; a `Scene` has residents, which are ready by `Port`, `Line` or `Succeeds`; `Sandbox.build` compiles
(`Built`); `find_toolchain` finds what runs a language.

Residents: `pool` (slots, and who gets one) · `turns` (who runs beside whom) · `meter` (what was used) · `scene`, with
`ready` and `door` (programs beside programs; the one way out) · `slot`, `running`, `outlets`, `slot_numbers`,
`session`, `calls` (one program from the host's side) · `backends` (one file each) · `workspace` (where one agent works)
· `prepare`, `limits`, `verdicts`, `values`, `results`, `artifacts` (pure) · `seccomp`, `seccomp_shared`, `cgroups`,
`stage`, `handover` (what isolates) · `inside` (what runs within a slot), laid there by `trusted` · `toolchains` (one
file a language) · `builds` and `stock` (programs and libraries of compiled languages) · `network`, `probe` and `choice`
(what holds on this machine) · `hindrances` with `machine_facts` (why it does not).
"""

from prony.sandbox.backends import find_backend
from prony.sandbox.builds import Built
from prony.sandbox.meter import Use, metered, note_use
from prony.sandbox.pool import Sandbox, open_sandbox
from prony.sandbox.ready import Line, NotReadyError, Port, Stage, Succeeds, Waited
from prony.sandbox.results import Execution, Program, Reply
from prony.sandbox.scene import Resident, Scene
from prony.sandbox.session import Session
from prony.sandbox.toolchains import Toolchain
from prony.sandbox.toolchains import find as find_toolchain
from prony.sandbox.workspace import Snapshot, Workspace, Workspaces

__all__ = [
    "Built",
    "Execution",
    "Line",
    "NotReadyError",
    "Port",
    "Program",
    "Reply",
    "Resident",
    "Sandbox",
    "Scene",
    "Session",
    "Snapshot",
    "Stage",
    "Succeeds",
    "Toolchain",
    "Use",
    "Waited",
    "Workspace",
    "Workspaces",
    "find_backend",
    "find_toolchain",
    "metered",
    "note_use",
    "open_sandbox",
]
