import sys
from dataclasses import dataclass

CLEANING = 11


@dataclass
class Request:
    key: str
    start: int
    end: int
    people: int


@dataclass
class Room:
    name: str
    seats: int
    bookings: list

    def fits(self, start, end, besides=None):
        return all(
            other is besides or other.end + CLEANING <= start or end + CLEANING <= other.start
            for other in self.bookings
        )


class House:
    def __init__(self, rooms):
        self.rooms = rooms
        self.by_seats = sorted(rooms, key=lambda room: room.seats)
        self.places = {}
        self.waiting = {}

    def placed(self, request):
        for room in self.by_seats:
            if room.seats >= request.people and room.fits(request.start, request.end):
                room.bookings.append(request)
                self.places[request.key] = room, request
                print(request.key, room.name)
                return True
        return False

    def try_waiting(self):
        for request in list(self.waiting.values()):
            if self.placed(request):
                del self.waiting[request.key]
            break

    def book(self, key, start, end, people):
        request = Request(key, int(start), int(end), int(people))
        if key in self.places or key in self.waiting:
            print(key, "taken")
        elif request.people > self.by_seats[-1].seats:
            print(key, "impossible")
        elif not self.placed(request):
            print(key, "waits")
            self.waiting[key] = request

    def cancel(self, key):
        if key in self.waiting:
            del self.waiting[key]
            print(key, "cancelled")
        elif key in self.places:
            room, request = self.places.pop(key)
            room.bookings.remove(request)
            print(key, "cancelled")
            self.try_waiting()
        else:
            print(key, "unknown")

    def change(self, key, end):
        end = int(end)
        if key in self.waiting:
            request = self.waiting[key]
            request.end = end
            if self.placed(request):
                del self.waiting[key]
            else:
                print(key, "waits")
        elif key in self.places:
            room, request = self.places[key]
            if not room.fits(request.start, end, besides=request):
                print(key, "stays")
                return
            shorter = end < request.end
            request.end = end
            print(key, "until", end)
            if shorter:
                self.try_waiting()
        else:
            print(key, "unknown")

    def show(self, name):
        room = next(room for room in self.rooms if room.name == name)
        bookings = sorted(room.bookings, key=lambda request: request.start)
        print(name, " ".join(f"{r.key} {r.start}-{r.end}" for r in bookings) or "empty")


first, *lines = sys.stdin.read().splitlines()
parts = (part.split(":") for part in first.split())
house = House([Room(name, int(seats), []) for name, seats in parts])
for line in lines:
    command, *words = line.split()
    getattr(house, command)(*words)
print("waiting", *house.waiting)
