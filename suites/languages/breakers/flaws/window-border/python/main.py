import sys
from collections import deque


class Breaker:
    def __init__(self):
        self.sent = self.refused = 0
        self.close()

    def close(self):
        self.rests_until = None
        self.pause = 20
        self.bads = deque()

    def rest(self, time):
        self.rests_until = time + self.pause
        self.good_trials = 0
        return " trips"

    def state(self, time):
        if self.rests_until is None:
            return "closed"
        return "resting" if time < self.rests_until else "trying"

    def call(self, time, is_bad):
        """What becomes of a call, and of the breaker by it."""
        state = self.state(time)
        if state == "resting":
            self.refused += 1
            return "refused"
        self.sent += 1
        if state == "closed":
            return "sent" + self.after_call(time, is_bad)
        return "trial" + self.after_trial(time, is_bad)

    def after_call(self, time, is_bad):
        if is_bad:
            self.bads.append(time)
            while self.bads[0] < time - 60:
                self.bads.popleft()
            if len(self.bads) >= 4:
                return self.rest(time)
        return ""

    def after_trial(self, time, is_bad):
        if is_bad:
            self.pause = min(self.pause * 2, 170)
            return self.rest(time)
        self.good_trials += 1
        if self.good_trials < 3:
            return ""
        self.close()
        return " closes"


def main():
    breakers = {}
    for line in sys.stdin:
        time, server, result = line.split()
        breaker = breakers.setdefault(server, Breaker())
        print(time, server, breaker.call(int(time), result == "bad"))
    for server, breaker in sorted(breakers.items()):
        print("total", server, breaker.sent, breaker.refused, breaker.state(int(time)))


main()
