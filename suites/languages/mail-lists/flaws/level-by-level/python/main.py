import sys

MOST = 23

lists = {}
silent = set()
for line in sys.stdin:
    command, name, *rest = line.split()
    if command == "put":
        lists.setdefault(name, {})[rest[0]] = True
    elif command == "drop":
        lists.get(name, {}).pop(rest[0], None)
    elif command == "silent":
        silent.add(name)
    elif command == "loud":
        silent.discard(name)
    else:
        ignoring = silent | {name}
        receivers = []
        stack = rest
        while stack:
            name = stack.pop(0)
            if name in ignoring:
                continue
            ignoring.add(name)
            if name in lists:
                stack.extend(lists[name])
            else:
                receivers.append(name)
        if not receivers:
            print("nobody")
        elif len(receivers) > MOST:
            print("held", len(receivers))
        else:
            print(len(receivers), *receivers)
