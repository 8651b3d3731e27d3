import sys

PATIENCE = 3


def main():
    keep = int(sys.stdin.readline().split()[1])
    log = []
    due, missed = {}, {}  # by reader: the index of its next entry, how often it missed some
    for line in sys.stdin:
        command, name, *count = line.split()
        oldest = len(log) - keep
        if command == "append":
            log.append(name)
        elif command == "follow":
            if name in due:
                print("taken")
            else:
                due[name] = len(log)
                missed.setdefault(name, 0)
        elif name not in due:
            print("unknown")
        elif command == "lag":
            print(len(log) - due[name])
        elif command == "skip":
            due[name] = len(log)
        elif command == "stop":
            del due[name]
        elif due[name] < oldest:
            missed[name] += 1
            lost = oldest - due[name]
            due[name] = oldest
            if missed[name] == PATIENCE:
                print("dropped", lost)
                del due[name]
            else:
                print("missed", lost)
        else:
            entries = log[due[name] :][: int(count[0])]
            due[name] += len(entries)
            print(*entries or ["idle"])


main()
