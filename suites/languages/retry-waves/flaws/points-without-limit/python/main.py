import heapq
import sys

MOST_TRIES = 5
MOST_POINTS = 21
PRICE = 3
SPREAD = 7


class Client:
    def __init__(self):
        self.points = MOST_POINTS
        self.answered = self.dropped = 0


class Call:
    def __init__(self, client):
        self.client = client
        self.tries = 0


def main():
    lines = [line.split() for line in sys.stdin]
    capacity = int(lines[0][1])
    downs = [(int(words[1]), int(words[2])) for words in lines if words[0] == "down"]
    clients, calls, due = {}, [], []
    for words in lines:
        if words[0] == "call":
            calls.append(Call(clients.setdefault(words[2], Client())))
            heapq.heappush(due, (int(words[1]), 0, len(calls)))
    now = None
    busiest = (0, 0)
    while due:
        time, tried, number = heapq.heappop(due)
        if time != now:
            now, succeeded, tries = time, 0, 0
            is_down = any(begin <= time < end for begin, end in downs)
        tries += 1
        busiest = max(busiest, (tries, -time))
        call = calls[number - 1]
        client = call.client
        call.tries += 1
        call.time = time
        if not is_down and succeeded < capacity:
            succeeded += 1
            call.outcome = "answered"
            client.answered += 1
            client.points = client.points + 1
        elif call.tries == MOST_TRIES or client.points < PRICE:
            call.outcome = "dropped"
            client.dropped += 1
        else:
            client.points -= PRICE
            heapq.heappush(due, (time + 2**call.tries + number % SPREAD, -call.tries, number))
    for number, call in enumerate(calls, 1):
        print(number, call.outcome, call.time, call.tries)
    if calls:
        print("busiest", -busiest[1], busiest[0])
    for name, client in sorted(clients.items()):
        print("client", name, client.answered, client.dropped, client.points)


main()
