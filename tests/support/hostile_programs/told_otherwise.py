"""Rows that Landlock tells with other words than a slot, and why: `test_table` writes them into docs/attacks.md."""

from __future__ import annotations

from prony.sandbox import Sandbox

NO_SOCKETS = "no socket of a network can be made, and no Unix one of datagrams"
REFUSED = "Landlock refuses with EACCES what a mount hides (ENOENT) or seals (EROFS)"

TOLD_OTHERWISE = {
    "test_a_process_has_no_capability_and_can_gain_none": "process 1 is the machine's own, and is not seen",
    "test_nothing_of_this_machine_can_be_read": f"{REFUSED}; that a path is there can be seen",
    "test_hidden_tests_are_read_only": REFUSED,
    "test_the_network_is_cut": NO_SOCKETS,
    "test_a_program_can_talk_to_itself_over_its_own_loopback": NO_SOCKETS,
    "test_killing_everyone_reaches_no_one_else": "/proc cannot be listed",
    "test_setuid_programs_give_nothing": "uid 0 exists, and is refused",
    "test_memory_of_the_kernel_that_no_process_holds_takes_no_slot_with_it": NO_SOCKETS,
    "test_javascript_reaches_neither_network_nor_files_nor_other_processes": f"{REFUSED}; {NO_SOCKETS}",
}
"""Name of a test -> why its words differ. None of these is solved, read or left behind more than in a slot."""


def is_confined(sandbox: Sandbox) -> bool:
    """Whether Landlock isolates here, and a row of the table is told otherwise than in a slot."""
    return sandbox.name == "landlock"
