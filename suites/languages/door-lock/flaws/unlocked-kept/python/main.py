import sys


class Door:
    def __init__(self, secret):
        self.secret = secret
        self.is_open = False
        self.unlocked_until = 0
        self.blocked_until = 0
        self.wrong = 0

    def enter(self, time, code):
        if self.is_open:
            return "ignored"
        if time < self.blocked_until:
            return "blocked"
        if code == self.secret:
            self.wrong = 0
            self.unlocked_until = time + 45
            return "welcome"
        self.wrong += 1
        if self.wrong == 3:
            self.wrong = 0
            self.blocked_until = time + 240
        return "wrong"

    def push(self, time):
        if self.is_open:
            return "ignored"
        self.is_open = time < self.unlocked_until
        return "opens" if self.is_open else "stays"

    def shut(self):
        if self.is_open:
            self.is_open = False
            self.unlocked_until = 0


def main():
    door = Door(sys.stdin.readline().split()[1])
    for line in sys.stdin:
        time, event, *code = line.split()
        if event == "enter":
            print(door.enter(int(time), *code))
        elif event == "push":
            print(door.push(int(time)))
        else:
            door.shut()


main()
