import sys


class Server:
    def __init__(self):
        self.locks = {}
        self.tokens = 0

    def lock(self, name):
        return self.locks.setdefault(name, Lock(self, name))

    def advance(self, time):
        """Let everything happen by itself that does until a time."""
        names = sorted(self.locks)
        while True:
            moments = [moment for lock in self.locks.values() for moment in lock.moments()]
            moment = min(moments, default=time + 1)
            if moment > time:
                return
            for name in names:
                self.locks[name].give_up(moment)
            for name in names:
                self.locks[name].expire(moment)


class Lock:
    def __init__(self, server, name):
        self.server = server
        self.name = name
        self.holder = None
        self.queue = {}

    def say(self, time, client, *words):
        print(time, client, self.name, *words)

    def moments(self):
        return [*self.queue.values(), *([self.ends] if self.holder else [])]

    def give_up(self, time):
        for client in [client for client, patience in self.queue.items() if patience == time]:
            del self.queue[client]
            self.say(time, client, "gaveup")

    def expire(self, time):
        if self.holder and self.ends == time:
            self.say(time, self.holder, "expired")
            self.pass_on(time)

    def pass_on(self, time):
        self.holder = None
        if self.queue:
            client = next(iter(self.queue))
            del self.queue[client]
            self.grant(time, client)

    def grant(self, time, client):
        self.tokens = getattr(self, "tokens", 0) + 1
        self.holder, self.granted, self.ends = client, time, time + 30
        self.say(time, client, "granted", self.tokens)

    def acquire(self, time, client, patience):
        if client == self.holder or client in self.queue:
            self.say(time, client, "already")
        elif not self.holder:
            self.grant(time, client)
        elif patience == 0:
            self.say(time, client, "denied")
        else:
            self.queue[client] = time + patience
            self.say(time, client, "waits")

    def renew(self, time, client):
        if client == self.holder:
            self.ends = min(time + 30, self.granted + 100)
            self.say(time, client, "renewed", self.ends)
        else:
            self.say(time, client, "lost")

    def release(self, time, client):
        if client == self.holder:
            self.say(time, client, "released")
            self.pass_on(time)
        elif client in self.queue:
            del self.queue[client]
            self.say(time, client, "left")
        else:
            self.say(time, client, "lost")


def main():
    server = Server()
    for line in sys.stdin:
        time, command, client, name, *patience = line.split()
        server.advance(int(time))
        getattr(server.lock(name), command)(int(time), client, *map(int, patience))


main()
