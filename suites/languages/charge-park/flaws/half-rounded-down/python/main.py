import sys
from collections import deque


class Car:
    def __init__(self, name, *numbers):
        self.name = name
        self.comes, self.goes, self.size, self.level, self.most = map(int, numbers)
        self.waited = 0
        self.full_at = None

    def room(self):
        """How many units it can take in this minute."""
        most = self.most
        if self.level * 100 >= self.size * 80:
            most = most // 2
        return min(most, self.size - self.level)


def share(power, cars):
    """Give units out, one to each car in turn; how many."""
    rooms = [(car, car.room()) for car in cars]
    left = power
    taken = 0
    while left and rooms:
        taken += 1
        rooms = [(car, room) for car, room in rooms if room >= taken]
        for car, _ in rooms[:left]:
            car.level += 1
        left -= min(left, len(rooms))
    return power - left


def main():
    lines = [line.split() for line in sys.stdin]
    _, power, plugs = lines[0]
    power, plugs = int(power), int(plugs)
    limits = {int(words[1]): int(words[2]) for words in lines if words[0] == "limit"}
    cars = [Car(*words[1:]) for words in lines if words[0] == "car"]
    queue, plugged, given = deque(), [], []
    for minute in range(max((car.goes for car in cars), default=0)):
        power = limits.get(minute, power)
        queue = deque(car for car in queue if car.goes > minute)
        plugged = [car for car in plugged if car.goes > minute]
        queue.extend(car for car in cars if car.comes == minute)
        while queue and len(plugged) < plugs:
            plugged.append(queue.popleft())
        for car in queue:
            car.waited += 1
        given.append(share(power, plugged))
        for car in plugged:
            if car.level == car.size:
                car.full_at = minute + 1
        plugged = [car for car in plugged if car.full_at is None]
    for car in cars:
        if car.full_at is None:
            print(car.name, "gone", car.level, car.waited)
        else:
            print(car.name, "ready", car.full_at, car.waited)
    print("total", sum(given))
    if any(given):
        print("most", max(given), given.index(max(given)))


main()
