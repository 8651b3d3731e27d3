"""The command line: a face with no logic of its own."""


def main() -> None:
    """Entry point of the `prony` command."""
