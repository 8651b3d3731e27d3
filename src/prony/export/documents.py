"""Documents that only a command's `--json` needs: what it found or did, under a schema of its own.

Every document is a struct whose tag `schema` is its name and version, and which writes every field. Most are the view
models themselves; these put a list, or what no view model holds together, under names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prony.boards.view import View

if TYPE_CHECKING:
    from prony.bench.result import RunResult
    from prony.boards import AttemptLine, Board
    from prony.bundles.faults import BundleFault
    from prony.bundles.manifest import BundledRun, Manifest, Omission
    from prony.bundles.originals import OriginalCheck
    from prony.bundles.recheck import Recheck
    from prony.engines import Endpoint
    from prony.engines.on_disk import StorePlace
    from prony.grading import TaskProof
    from prony.grading.mutants import MutantsProof
    from prony.nouns import Machine, RunPlan, Suite
    from prony.setup.machine_check import MachineCheck
    from prony.setup.supply import Supply
    from prony.suites.mutant_record import MutantShare
    from prony.suites.public import PublicSuite


class RunDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.run/1"):
    """A run that was carried out."""

    plan: RunPlan
    summary: RunResult
    board: Board
    more_boards: tuple[Board, ...] = ()
    """The boards of its further suites."""
    attempts: tuple[AttemptLine, ...] = ()


class DoctorDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.doctor/1"):
    """The checks of this machine."""

    checks: tuple[MachineCheck, ...]


class ToolchainsDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.toolchains/1"):
    """What tasks are run and graded with: here, to be fetched, or missing."""

    toolchains: tuple[Supply, ...]


class ModelsDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.models/1"):
    """Engines that answer with the models they serve, models on this machine's disks, the weights of the catalog."""

    engines: tuple[Endpoint, ...]
    on_disk: tuple[dict[str, Any], ...]
    """`ModelOnDisk` with its `command`; nothing where a server was named."""
    places: tuple[StorePlace, ...]
    context: int
    """Tokens that their memory is reckoned for."""
    catalog: tuple[dict[str, Any], ...]


class ProbeDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.probe/1"):
    """The hardware of this machine, as `prony.engines.machine_file` reads it elsewhere."""

    machine: Machine
    probed_at: str
    prony_version: str


class TasksDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.tasks/1"):
    """Suites with their tasks, but for what hides in their tests."""

    suites: tuple[Suite, ...]
    mutants: tuple[MutantShare, ...] = ()
    """What is known of how many mutants their tests kill."""
    public: tuple[PublicSuite, ...] = ()
    """The catalog of public suites, where no suite was named."""


class ProveDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.prove/1"):
    """Whether the graders of each task hold."""

    proofs: tuple[TaskProof, ...]


class VaryDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.vary/1"):
    """A variant that was made of a suite."""

    suite: str
    variant_of: str
    variant: int
    """The seed."""
    folder: str
    digest: str
    tasks: tuple[str, ...]


class MutantsDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.mutants/1"):
    """What became of the mutants of each task."""

    at_least: float
    """The share that the tests of each suite must kill, in percent."""
    suites: tuple[SuiteOfMutants, ...]


class SuiteOfMutants(View, frozen=True, kw_only=True):
    """One suite's mutants."""

    suite: str
    killed: int
    decided: int
    """Mutants that its tests had to notice: killed ones and survivors."""
    holds: bool
    tasks: tuple[MutantsProof, ...]


class InitDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.init/1"):
    """A prony.toml."""

    path: str | None
    """Where it was written; None where it was only asked for."""
    kept: str | None
    """Where the file before it is."""
    active: tuple[str, ...]
    offered: tuple[str, ...]
    text: str


class ForgetDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.forget/1"):
    """Runs that were put aside."""

    forgotten: dict[str, str]
    """Run -> where its folder is now."""


class IndexDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.index/1"):
    """An update of the index."""

    path: str
    events: int
    runs: int
    damaged: dict[str, str] = {}
    """Run -> what is wrong with its journal."""


class BundleDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.bundled/1"):
    """A bundle that was written, or would be."""

    path: str | None
    """None where it was only asked for."""
    size_bytes: int
    key: str | None
    """The fingerprint of the key that signed."""
    made_at: str | None
    runs: tuple[BundledRun, ...]
    left_out: tuple[Omission, ...]
    names: dict[str, str]
    """Suite whose texts stay -> what the bundle calls it; the real names are in no bundle."""
    members: int


class SaltsDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.salts/1"):
    """What opens the commitments of bundles that a key signed."""

    key: str
    salts: dict[str, str]
    """Run -> its salt."""


class VerifyDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.verify/1"):
    """What verifying a bundle came to."""

    path: str
    holds: bool
    key: str | None
    """The fingerprint of the key that signed; None where the signature does not hold."""
    known_since: str | None
    """The day on which a bundle of that key was first verified here; None where this is the first."""
    known_as: str | None
    """The name that the user gave that key; empty where none was given."""
    pinned: bool
    """Whether the key is one that this call asked for."""
    manifest: Manifest | None
    faults: tuple[BundleFault, ...]
    blobs: int
    """Blobs that were unpacked and compared with their digests."""
    regraded: Recheck | None
    original: OriginalCheck | None
    added: tuple[str, ...]
    """Folders of the runs that were taken in."""
    boards: tuple[Board, ...]
    """Computed here from the events in the bundle."""
