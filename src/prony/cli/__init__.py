"""The command line: a face with no logic of its own.

Beside one module for each command: `app` (the table of commands, and how errors leave the process), `terminal` (what
may reach a terminal, and how wide it is), `table` (rows and columns as text), `progress` (a run as it goes),
`render_*` (view models as text), `plan_options` and `struct_options` (options that several commands share), `consent`
and `refused` (what a person is asked, what the system refuses), `runs` (which run a name means). Commands are imported
when they are called, so that `prony --help` stays light.
"""

import sys


def main() -> None:
    """Entry point of the `prony` command: runs it and exits with its status."""
    try:
        from prony.cli.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before `run` could take it
        status = 130
    sys.exit(status)
