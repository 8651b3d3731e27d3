import sys

STEPS = [1, 10, 50, 100]
STEP_S = 600
LONGER_S = 300
LEAST_REQUESTS = 40
MOST_BAD_PERCENT = 3
ALARM = 25


class Rollout:
    def __init__(self, name, time):
        self.name = name
        self.step = -1
        self.paused_at = None
        self.is_over = False
        self.next_step(time)

    def say(self, time, *words):
        print(time, self.name, *words)

    def finish(self, time, word):
        self.say(time, word)
        self.is_over = True

    def next_step(self, time):
        self.step += 1
        if self.step == len(STEPS):
            self.finish(time, "finished")
            return
        self.say(time, "at", STEPS[self.step])
        self.end = time + STEP_S
        self.good = self.bad = self.times_longer = 0

    def too_many_bad(self):
        return self.bad * 100 > (self.good + self.bad) * MOST_BAD_PERCENT

    def end_step(self):
        time = self.end
        if self.good + self.bad < LEAST_REQUESTS and self.times_longer < 2:
            self.times_longer += 1
            self.end += LONGER_S
            self.say(time, "longer")
        elif self.good + self.bad < LEAST_REQUESTS or self.too_many_bad():
            self.finish(time, "revoked")
        else:
            self.next_step(time)

    def advance(self, time):
        while not self.is_over and self.paused_at is None and self.end <= time:
            self.end_step()

    def command(self, time, command, numbers):
        """Carry a command out; false when it is refused."""
        if command == "report":
            self.good += numbers[0]
            self.bad += numbers[1]
            if self.bad >= ALARM and self.too_many_bad():
                self.finish(time, "revoked")
        elif command == "cancel":
            self.finish(time, "revoked")
        elif (command == "pause") != (self.paused_at is None):
            return False
        elif command == "pause":
            self.paused_at = time
        else:
            self.end += time - self.paused_at
            self.paused_at = None
        return True


def main():
    rollout = None
    known = set()
    for line in sys.stdin:
        time, command, *words = line.split()
        time = int(time)
        if rollout:
            rollout.advance(time)
            if rollout.is_over:
                rollout = None
        if command == "start":
            is_fine = not rollout
            if is_fine:
                rollout = Rollout(words[0], time)
                known.add(words[0])
        else:
            is_fine = rollout and rollout.command(time, command, [int(word) for word in words])
        if not is_fine:
            print(time, "refused")


main()
