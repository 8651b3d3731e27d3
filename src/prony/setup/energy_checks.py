"""What the doctor says of energy: which sources count here, what they cover, and why others do not."""

from __future__ import annotations

from prony.config import EnergyConfig
from prony.energy import EnergyPlace, look
from prony.errors import UsageError
from prony.setup.machine_check import MachineCheck


def energy_check(wanted: EnergyConfig, place: EnergyPlace | None = None) -> MachineCheck:
    """The sources of energy, each tried. place: where to look; None: this machine, with the user's plugs."""
    try:
        found = look(place or EnergyPlace(plugs=wanted.plugs), wanted.sources)
    except UsageError as error:
        return MachineCheck(name="energy", state="warn", text=error.what, hint=error.hint)
    works = [
        f"{one.source} ({one.covers}{'' if one.source in found.counted else '; beside what counts'})"
        for one in found.readers
    ]
    lacking = [f"{one.source}: {one.why}" for one in found.absent]
    fixes = dict.fromkeys(f"{one.source}: {one.fix}" for one in found.absent if one.fix)
    named = {f"plug {plug.name}" for plug in wanted.plugs}
    if wanted.sources == ():
        text = "nothing is counted, as [energy] says"
    else:
        text = f"counted by {', '.join(works)}" if works else "not captured"
        text += f"; not by {'; '.join(lacking)}" if lacking else ""
    broken = any(one.source in named for one in found.absent)
    return MachineCheck(name="energy", state="warn" if broken else "ok", text=text, hint="; ".join(fixes) or None)
