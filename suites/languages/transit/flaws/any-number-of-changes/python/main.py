import heapq
import sys
from collections import defaultdict


class City:
    """A seat is a stop of a train: ahead[seat] is the next stop of it and the minutes there, or None."""

    def __init__(self):
        self.station = []
        self.ahead = []
        self.seats = defaultdict(list)
        self.closed = set()

    def add_train(self, stops, minutes):
        for stop, time in zip(stops, [*minutes, None]):
            seat = len(self.station)
            self.station.append(stop)
            self.seats[stop].append(seat)
            self.ahead.append(time and (seat + 1, int(time)))

    def best(self, start, goal):
        if start == goal:
            return 0, 0
        if start in self.closed or goal in self.closed:
            return None
        waiting = [(0, 0, seat) for seat in self.seats[start]]
        done, changed = set(), {start}
        while waiting:
            minutes, changes, seat = heapq.heappop(waiting)
            changes = -changes
            if seat in done:
                continue
            done.add(seat)
            stop = self.station[seat]
            if stop == goal:
                return minutes, changes
            changes = -changes
            if self.ahead[seat]:
                following, time = self.ahead[seat]
                heapq.heappush(waiting, (minutes + time, changes, following))
            if stop not in changed and stop not in self.closed:
                changed.add(stop)
                for other in self.seats[stop]:
                    heapq.heappush(waiting, (minutes + 11, changes - 1, other))
        return None


def main():
    city, trips = City(), []
    for line in sys.stdin:
        kind, *words = line.split()
        if kind == "closed":
            city.closed.add(words[0])
        elif kind == "trip":
            trips.append(words)
        else:
            stops, minutes = words[1::2], words[2::2]
            city.add_train(stops, minutes)
            if kind == "both":
                city.add_train(stops[::-1], minutes[::-1])
    for start, goal in trips:
        best = city.best(start, goal)
        print(*best if best else ["unreachable"])


main()
