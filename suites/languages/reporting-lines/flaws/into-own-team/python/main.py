import sys


class Company:
    def __init__(self, founder):
        self.boss = {founder: None}
        self.reports = {founder: set()}

    def chain(self, name):
        names = []
        while name is not None and name not in names:
            names.append(name)
            name = self.boss[name]
        return names

    def hire(self, name, boss):
        if name in self.boss:
            return "known"
        if boss not in self.boss:
            return "unknown"
        if len(self.reports[boss]) >= 8:
            return "full"
        self.boss[name] = boss
        self.reports[name] = set()
        self.reports[boss].add(name)
        return "done"

    def move(self, name, boss):
        old = self.boss[name]
        if old is None or name == boss or self.boss[boss] == name:
            return "refused"
        if old != boss and len(self.reports[boss]) >= 8:
            return "full"
        self.reports[old].remove(name)
        self.reports[boss].add(name)
        self.boss[name] = boss
        return "done"

    def quit(self, name):
        boss = self.boss[name]
        if boss is None:
            return "refused"
        reports = (self.reports[boss] | self.reports[name]) - {name}
        if len(reports) > 8:
            return "full"
        for report in self.reports.pop(name):
            self.boss[report] = boss
        self.reports[boss] = reports
        del self.boss[name]
        return "done"

    def team(self, name):
        size, levels, level = 0, 0, self.reports[name]
        while level:
            size += len(level)
            levels += 1
            level = [report for other in level for report in self.reports[other]]
        return f"{size} {levels}"

    def common(self, name, other):
        above = set(self.chain(other))
        return next(person for person in self.chain(name) if person in above)


def main():
    company = Company(sys.stdin.readline().split()[1])
    for line in sys.stdin:
        command, *names = line.split()
        if command == "hire":
            print(company.hire(*names))
        elif not all(name in company.boss for name in names):
            print("unknown")
        elif command == "chain":
            print(*company.chain(*names))
        else:
            print(getattr(company, command)(*names))


main()
