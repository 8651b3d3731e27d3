"""Begin the supervisor of a container: fetch its control socket, which no engine passes on, from the host.

    python enter.py DOOR WORD...

DOOR: a Unix socket that the host listens on (see `prony.sandbox.handover`). WORD...: the supervisor's command, in which
`{control}` stands for the number of the descriptor. Imports nothing of ours.
"""

import os
import socket
import sys


def main() -> None:
    """Fetch it, and become the supervisor."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.connect(sys.argv[1])
        _, descriptors, _, _ = socket.recv_fds(door, 1, 1)
    os.set_inheritable(descriptors[0], True)
    words = [word.replace("{control}", str(descriptors[0])) for word in sys.argv[2:]]
    os.execv(words[0], words)


if __name__ == "__main__":
    main()
