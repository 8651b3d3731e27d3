import sys

IDLE = 900
LONGEST = 5000
MOST_FAMILIES = 3
GRACE = 10


class Family:
    def __init__(self, user, device, time):
        self.user = user
        self.device = device
        self.login_at = time
        self.tokens = []
        self.over = False

    def is_expired(self, time):
        return time >= self.made_at + IDLE or time >= self.login_at + LONGEST


class Server:
    def __init__(self):
        self.families = []
        self.family_of = {}

    def make_token(self, family, time):
        number = len(self.family_of) + 1
        self.family_of[number] = family
        family.tokens.append(number)
        family.made_at = time
        return f"token {number}"

    def alive(self, user, time):
        return [family for family in self.families if family.user == user and not family.over and not family.is_expired(time)]

    def login(self, time, user, device):
        alive = self.alive(user, time)
        if len(alive) == MOST_FAMILIES:
            oldest = min(alive, key=lambda family: family.tokens[0])
            oldest.over = True
            print("bumped", oldest.device)
        family = Family(user, device, time)
        self.families.append(family)
        print(self.make_token(family, time))

    def refusal(self, time, number):
        family = self.family_of.get(number)
        if family is None:
            return "unknown"
        if family.over:
            return "over"
        return "expired" if family.is_expired(time) else None

    def renew(self, time, text):
        number = int(text)
        answer = self.refusal(time, number)
        if not answer:
            family = self.family_of[number]
            if number == family.tokens[-1]:
                answer = self.make_token(family, time)
            elif number == family.tokens[-2] and time <= family.made_at + GRACE:
                answer = f"token {family.tokens[-1]}"
            else:
                family.over = True
                answer = "theft"
        print(answer)

    def logout(self, time, text):
        number = int(text)
        answer = self.refusal(time, number)
        if not answer:
            self.family_of[number].over = True
            answer = "bye"
        print(answer)

    def logoutall(self, time, user):
        alive = self.alive(user, time)
        for family in alive:
            family.over = True
        print("bye", len(alive))

    def list(self, time, user):
        print("alive", *(family.device for family in self.alive(user, time)))


def main():
    server = Server()
    for line in sys.stdin:
        time, request, *words = line.split()
        getattr(server, request)(int(time), *words)


main()
