import sys

HOT = 85
COOL = 70
SILENCE = 90
REMINDER = 600


class Alarm:
    def __init__(self):
        self.state = "calm"
        self.hot = self.cool = 0
        self.read_at = None
        self.times_raised = self.seconds = 0

    def change(self, time, state):
        if self.state == "calm":
            self.began = time
        if state == "calm":
            self.seconds += time - self.began
        self.state = state
        self.since = time
        self.times_raised += state == "raised"
        return state

    def confirm(self, time):
        return self.change(time, "seen") if self.state == "raised" else "refused"

    def read(self, time, value):
        """Take a reading; the new state where it changes."""
        if self.read_at is not None and time - self.read_at > SILENCE:
            self.hot = self.cool = 0
        self.read_at = time
        self.hot = self.hot + 1 if value > HOT else 0
        self.cool = self.cool + 1 if value < COOL else 0 if value > HOT else self.cool
        if self.state == "calm":
            return self.change(time, "raised") if self.hot >= 3 else None
        if self.cool >= 4:
            return self.change(time, "calm")
        if self.state == "seen" and self.hot and time >= self.since + REMINDER:
            return self.change(time, "raised")
        return None


def main():
    alarms = {}
    for line in sys.stdin:
        time, name, what = line.split()
        alarm = alarms.setdefault(name, Alarm())
        time = int(time)
        answer = alarm.confirm(time) if what == "seen" else alarm.read(time, int(what))
        if answer:
            print(time, name, answer)
    for name, alarm in sorted(alarms.items()):
        seconds = alarm.seconds + (0 if alarm.state == "calm" else time - alarm.began)
        print(name, alarm.state, alarm.times_raised, seconds)


main()
