"""Run a container engine, and hand a descriptor over to what it starts: engines pass none on, sockets do.

    python -I -S handover.py '{"door": PATH, "control": NUMBER, "command": [...]}'

Listens at PATH, starts the command, and sends the descriptor to whoever connects first. Ends as the command does.
Imports nothing of ours.
"""

import json
import os
import socket
import subprocess
import sys

LOOK_S = 0.1


def main() -> None:
    """Start it, hand over, and wait for its end."""
    order = json.loads(sys.argv[1])
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(order["door"])
        os.chmod(order["door"], 0o666)
        door.listen(1)
        door.settimeout(LOOK_S)
        engine = subprocess.Popen(order["command"], stdin=subprocess.DEVNULL)
        while engine.poll() is None:
            try:
                guest, _ = door.accept()
            except TimeoutError:
                continue
            with guest:
                socket.send_fds(guest, [b"x"], [order["control"]])
            break
        os.close(order["control"])
    os.unlink(order["door"])
    sys.exit(engine.wait())


if __name__ == "__main__":
    main()
