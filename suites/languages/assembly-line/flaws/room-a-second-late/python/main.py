import sys
from collections import deque


class Station:
    def __init__(self, seconds, room):
        self.seconds = int(seconds)
        self.room = int(room)
        self.starts = deque([0] * self.room, maxlen=self.room)
        self.count = self.ready = self.blocked = 0

    def has_room_at(self):
        """The second from which on one more item fits into the buffer."""
        return self.starts[0]


def run(stations, time):
    """Send an item through: when it leaves the line, and how long it was blocked."""
    total = 0
    for station, following in zip(stations, [*stations[1:], None]):
        start = max(time, station.ready)
        station.starts.append(start)
        station.count += 1
        done = start + station.seconds
        time = max(done, following.has_room_at()) if following else done
        station.ready = time
        if station.count % 20 == 0:
            station.ready += 45
        station.blocked += time - done
        total += time - done
    return time, total


def main():
    stations = []
    for line in sys.stdin:
        kind, *numbers = line.split()
        if kind == "station":
            stations.append(Station(*numbers))
            continue
        time = int(*numbers)
        first = stations[0]
        print(*run(stations, time) if time > first.has_room_at() - (first.count < first.room) else ["lost"])
    for number, station in enumerate(stations, 1):
        print("station", number, station.blocked)


main()
