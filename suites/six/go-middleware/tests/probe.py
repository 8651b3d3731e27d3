"""A server with three things added: what it logs, whom it refuses, how it ends. All is seen from outside."""

from lines import lines_of, names_method, names_status, times_of
from prony_grader import NoAnswer, check, label, metric, server, test
from sized import sizes
from watched import (
    LATE_S,
    LIMIT,
    Recovery,
    Seen,
    at,
    covered,
    doubled,
    gap_between,
    kind_of,
    most,
    odd,
    refused,
    served,
    slow,
    span,
    unjustified,
)

TRIES = 4
LATE = "requests could not be sent, or were not answered, in time"


def measured(attempt):
    """What `attempt(number)` finds; tried again while that is None, since the machine was late."""
    for number in range(TRIES):
        result = attempt(number)
        if result is not None:
            return result
    server.give_up(LATE)


strangers = (f"127.0.{100 + number // 250}.{1 + number % 250}" for number in range(2500))


def ask(request, source=None, **more):
    """The answer to one request, of a client that nobody has heard of where none is named."""
    return server.play([at(0, source or next(strangers), request, **more)])[0]


# The routes as they were.


@test("serves/readings")
def readings():
    first = ask("POST /readings", body='{"celsius": 21.5}', headers={"Content-Type": "application/json"})
    check((first["status"], first["body"]) == (201, '{"id":1,"celsius":21.5}\n'), "a reading is not added as before")
    check(first["headers"].get("content-type") == "application/json", "another content type")
    every = ask("GET /readings")
    check((every["status"], every["body"]) == (200, '[{"id":1,"celsius":21.5}]\n'), "readings are not listed as before")
    for body in ("{", "{}", '{"celsius": 1, "celsius": "warm"}'):
        bad = ask("POST /readings", body=body)
        said = bad["status"], bad["body"]
        check(said == (400, '{"error":"celsius is missing"}\n'), "a bad reading is not refused as before")
    other = ask("PUT /readings", body="")
    check((other["status"], other["body"]) == (405, "method not allowed\n"), "another method is not refused as before")
    check(other["headers"].get("allow") == "GET, POST", "another method is not refused as before")


@test("serves/others")
def others():
    server.restart()
    health = ask("GET /health")
    check((health["status"], health["body"]) == (200, "ok\n"), "/health is not what it was")
    report = ask("GET /report?seconds=0.05")
    check((report["status"], report["body"]) == (200, "0 readings\n"), "/report is not what it was")
    for query in ("seconds=-1", "seconds=soon"):
        wrong = ask(f"GET /report?{query}")
        right = (400, "seconds must be a number from 0 on\n")
        check((wrong["status"], wrong["body"]) == right, "/report takes what it did not take")
    check(ask("GET /report?seconds=0")["status"] == 200, "/report does not take what it took")
    check(ask("GET /nowhere")["status"] == 404, "what no route answers is not 404")


@test("streaming/live")
def live():
    answer = ask("GET /live")
    check((answer["status"], answer["body"]) == (200, "line 1\nline 2\nline 3\n"), "/live does not send its lines")
    check(answer["headers"].get("transfer-encoding") == "chunked", "/live does not send its lines as they come")
    check(answer["answered_s"] - answer["sent_s"] > 0.28, "/live sends its lines sooner than they come")


# What is logged.


def logged(path, count):
    """The lines about a path, once there are so many; a line may be written after its answer was sent."""
    for _ in range(25):
        lines = lines_of(server.printed(), path)
        if len(lines) >= count:
            break
        server.play([at(0.04, next(strangers))])
    return lines


def all_lines():
    """Send three requests; of each its method, status, and the lines about it."""
    sent = [("GET", "/logged-first", 404), ("POST", "/readings", 201), ("DELETE", "/logged-third", 404)]
    server.restart()
    for method, path, status in sent:
        body = '{"celsius": 3}' if method == "POST" else None
        answer = ask(f"{method} {path}", body=body)
        check(answer["status"] == status, f"{path} is not answered as before")
    return [(method, status, logged(path, 1)) for method, path, status in sent]


seen_lines = []
with test("logging/lines"):
    seen_lines += all_lines()
    check(all(lines for _, _, lines in seen_lines), "a request of which no line is written")
with test("logging/method"):
    check(seen_lines and all(any(names_method(line, method) for line in lines) for method, _, lines in seen_lines), "no method")
with test("logging/status"):
    check(seen_lines and all(any(names_status(line, status) for line in lines) for _, status, lines in seen_lines), "no status")
with test("logging/time"):
    check(seen_lines and all(any(map(times_of, lines)) for _, _, lines in seen_lines), "no time with its unit")
with test("log-exact/once"):
    check(seen_lines and all(len(lines) == 1 for _, _, lines in seen_lines), "not one line for each request")


with test("log-exact/format"):
    check(seen_lines and not any("%!" in line for _, _, lines in seen_lines for line in lines), "not what the format asks for")


@test("log-exact/true-time")
def true_time():
    def attempt(number):
        answer = ask("GET /report?seconds=0.4")
        check(answer["status"] == 200, "/report is not answered")
        lines = logged("/report", number + 1)
        check(lines, "no line")
        times = times_of(lines[-1])
        check(any(0.39 <= time <= answer["answered_s"] - answer["sent_s"] + 0.05 for time in times), "not the time that it took")
        return True

    measured(attempt)


@test("log-exact/refused")
def refused_lines():
    answers = server.play([at(0, "127.0.2.2", "GET /logged-refused") for _ in range(14)])
    statuses = [answer["status"] for answer in answers]
    lines = logged("/logged-refused", 14)
    check(429 in statuses, "nothing was refused")
    check(len(lines) == 14, "not one line for each request")
    for status in (404, 429):
        check(sum(names_status(line, status) for line in lines) == statuses.count(status), "not the status that was answered")


def log_kind():
    """What is logged: everything, a part of it, nothing."""
    if not any(lines for _, _, lines in seen_lines):
        return "none"
    whole = all(
        any(names_method(line, method) and names_status(line, status) and times_of(line) for line in lines)
        for method, status, lines in seen_lines
    )
    return "whole" if whole else "part"


label("log", log_kind())


# Who is held up by a slow request.

SLOW_S = 0.5


def held_up(sources):
    """Whether slow requests that come at the same time wait for each other; None where the machine was late. Of what is
    refused nothing is said here."""
    events = [at(0.02 * number, source, f"GET /report?seconds={SLOW_S}") for number, source in enumerate(sources)]
    events.append(at(0.2, sources[-1], "GET /health"))
    answers = server.play(events)
    check(not odd(answers), "a slow request is not answered")
    times = [answer["answered_s"] - answer["sent_s"] for answer in answers]
    longest, quick = max(times[:-1]), times[-1]
    if longest < 1.6 * SLOW_S and quick < 0.8 * SLOW_S:
        return False
    if longest > 3 * SLOW_S or quick > 1.2 * SLOW_S:
        return True
    return None


held = set()


def parallel(name, message, addresses):
    with test(f"parallel/{name}"):
        waits = measured(lambda number: held_up(addresses(number)))
        if waits:
            held.add(name)
        check(not waits, message)


server_came = True
try:
    server.restart()
except NoAnswer:
    server_came = False
parallel("clients", "requests of different clients wait for each other", lambda number: [f"127.0.3.{number * 5 + i}" for i in range(5)])
parallel("one-client", "requests of one client wait for each other", lambda number: [f"127.0.4.{number}"] * 5)


# The limiter.


class Trial:
    """One trial of the limiter, with addresses of its own."""

    def __init__(self, number):
        self.net = 10 + number
        self.events = []
        self.names = []

    def add(self, name, *times, host, **more):
        """Requests of one client at these times."""
        for at_s in times:
            self.names.append(name)
            self.events.append(at(at_s, f"127.{self.net}.0.{host}", **more))

    def play(self):
        """What came of them, by the name of the client."""
        answers = server.play(self.events)
        self.answers = answers
        self.by_name = {name: [] for name in self.names}
        for name, answer in zip(self.names, answers, strict=True):
            self.by_name[name].append(answer)
        return self.by_name


seen = Seen()


def let_wait(burst, other):
    """Whether requests beyond the limit were not answered at once, while another client's was."""
    took = sorted(answer["answered_s"] - answer["sent_s"] for answer in burst)
    return not refused(burst) and took[0] < LATE_S and took[-4] > 2.5 * LATE_S and not slow([other])


def first_trial(number):
    """A burst of one client with nothing beside it, and one request of another client right after."""
    trial = Trial(number)
    trial.add("burst", *[0.0] * 15, host=1)
    trial.add("other", 0.1, host=2)
    came = trial.play()
    check(not odd(trial.answers), "answers that are neither 200 nor 429")
    (other,) = came["other"]
    if let_wait(came["burst"], other):
        seen.waits += 1
        seen.burst = 15
        return True if seen.waits > 1 else None
    count, bound = len(served(came["burst"])), most(came["burst"])
    if LIMIT <= count <= bound and (count > LIMIT or span(came["burst"]) > 0.09):
        return None
    seen.burst = count
    seen.other_refused = other["status"] == 429
    return True


STARTS = (0.0, 0.3, 0.6)
PAIRS = (0.05, 0.25, 0.45, 0.65, 0.85)
APART_S = 0.4


def second_trial(number):
    """All the clients that need time, side by side; None where the machine was late."""
    trial = Trial(number + 10)
    for index, start in enumerate(STARTS):
        trial.add(f"spent-{index}", *[start] * 12, host=10 + index)
        trial.add(f"poll-{index}", *[start + 0.1 + 0.05 * step for step in range(30)], host=10 + index)
    trial.add("seldom", 0.0, 1.2, 2.4, host=25)
    trial.add("thrice", 0.0, 0.0, 0.0, 1.2, 2.4, host=26)
    trial.add("quiet-before", *[0.1] * 12, host=20)
    trial.add("quiet", *[1.5] * 10, host=20)
    trial.add("even", *[0.02 + 0.125 * step for step in range(20)], host=30)
    for index, start in enumerate(PAIRS):
        trial.add(f"sooner-{index}", *[start] * 10, host=40 + index)
        trial.add(f"later-{index}", *[start + APART_S] * 10, host=40 + index)
    trial.add("begin", 0.15, *[0.9] * 9, host=50)
    trial.add("boundary", *[1.3] * 12, host=50)
    trial.add("hammer", *[0.03 + 0.05 * step for step in range(52)], host=60)
    for index in range(15):
        told = f"10.0.{number}.{index}"
        trial.add("forwarded", 0.2, host=70, headers={"X-Forwarded-For": told, "X-Real-IP": told, "Forwarded": f"for={told}"})
    trial.play()
    return trial


def one_connection(number):
    """How many of 15 requests over one connection were served."""
    answer = server.play([at(0, f"127.{30 + number}.0.1", times=15)])[0]
    check(answer.get("statuses"), "no answers over one connection")
    return answer["statuses"].count(200)


trials = []


def tried():
    """The second trials so far; the first one is made when it is needed."""
    if not trials:
        trials.append(second_trial(0))
    return trials


def judged(judge):
    """What `judge(trial)` says of one of the trials; more are made while it says None."""
    for number in range(TRIES):
        while len(tried()) <= number:
            trials.append(second_trial(len(trials)))
        result = judge(trials[number])
        if result is not None:
            return result
    server.give_up(LATE)


def limits():
    """Fail the test around it where nothing is limited."""
    check(seen.burst, "nothing was measured")
    check(seen.burst < 15, "nothing is limited")


try:
    server.restart()
except NoAnswer:
    server_came = False

with test("limit/burst"):
    measured(first_trial)
    limits()
    check(LIMIT - 1 <= seen.burst <= LIMIT + 1, "not ten of fifteen are served")


def after_quiet(trial):
    """How many of 10 are served after a second of quiet; None where it was shorter."""
    before, after = trial.by_name["quiet-before"], trial.by_name["quiet"]
    if min(answer["sent_s"] for answer in after) - max(answer["answered_s"] for answer in before) < 1.02:
        return None
    return len(served(after))


@test("limit/after-a-quiet-second")
def quiet_second():
    limits()
    seen.quiet = judged(after_quiet)
    check(seen.quiet >= LIMIT - 1, "a client cannot make ten requests after a second of quiet")


def evenly(trial):
    """Whether a client that makes eight a second is served; None where they came in another rhythm."""
    answers = trial.by_name["even"]
    if unjustified(answers):
        return False
    return None if refused(answers) else True


@test("limit/even")
def even():
    limits()
    check(judged(evenly), "a client that makes eight a second is refused")


@test("limit/seldom")
def seldom():
    limits()
    answers = [answer for name in ("seldom", "thrice") for answer in tried()[0].by_name[name]]
    check(len(served(answers)) == len(answers), "a client that comes now and then is not served")


@test("limit/no-handler")
def no_handler():
    server.restart()
    answers = server.play([at(0, "127.0.7.1", "POST /readings", body='{"celsius": 1}') for _ in range(14)])
    listed = ask("GET /readings")["body"]
    check(429 in [answer["status"] for answer in answers], "nothing is refused")
    check(listed.count("celsius") == [answer["status"] for answer in answers].count(201), "what is refused reaches its handler")


with test("exact/ten"):
    limits()
    check(seen.burst == LIMIT, "not exactly ten at once")


def hammering(trial):
    """How many requests are served of a client that never stops, after its first second."""
    answers = trial.by_name["hammer"]
    sent = [answer["sent_s"] for answer in answers]
    if max(later - sooner for sooner, later in zip(sent, sent[1:], strict=False)) > 2 * LATE_S:
        return None
    return len(served(answers[21:]))


@test("exact/refused-do-not-count")
def goes_on():
    limits()
    count = judged(hammering)
    check(count >= 8, "a client that goes on asking is no longer served")


with test("per-ip/others"):
    limits()
    check(not seen.other_refused, "a client is refused for what another one did")


def by_header(trial):
    """How many are served of a client that claims to be others; the most that may be."""
    answers = trial.by_name["forwarded"]
    return len(served(answers)), most(answers) + 1


@test("per-ip/headers")
def headers():
    limits()
    count, bound = judged(by_header)
    check(count <= bound, "a header makes another client of it")


with test("per-ip/connections"):
    limits()
    check(seen.burst < 15, "each connection is a client of its own")


def smooth(trial):
    """Whether no client got a double burst; None where no counter need have been set back in between."""
    came = trial.by_name
    pairs = [(came[f"sooner-{index}"], came[f"later-{index}"]) for index in range(len(PAIRS))]
    first, anchored = came["begin"][0], (came["begin"][1:], came["boundary"])
    seen.after_boundary = len(served(came["boundary"]))
    if any(doubled(*pair) for pair in (*pairs, anchored)):
        return False
    gap = gap_between(*anchored)
    around = gap[0] < first["sent_s"] + 1 and gap[1] > first["answered_s"] + 1
    return True if around and covered([gap_between(*pair) for pair in pairs]) else None


@test("smooth/no-double-burst")
def no_double_burst():
    limits()
    check(judged(smooth), "twenty requests get through at nearly the same moment")


def recoveries(trial):
    """How three clients came to be served again; None where the machine was late."""
    found = [Recovery(trial.by_name[f"spent-{i}"], trial.by_name[f"poll-{i}"]) for i in range(len(STARTS))]
    seen.after_boundary = len(served(trial.by_name["boundary"]))
    return found if all(recovery.sure for recovery in found) else None


def classify():
    """Say what kind of limiter it is."""
    try:
        if not seen.burst:
            return "other"
        if seen.burst >= 15:
            seen.one_connection = 0 if seen.waits else one_connection(0)
        else:
            seen.recoveries = judged(recoveries)
    except NoAnswer:
        return "other"
    return kind_of(seen)


limiter = classify()
label("limiter", limiter)
label("approach", "mutex held" if held else limiter)
metric("burst", seen.burst, "requests")
if None not in [one.after_s for one in seen.recoveries] and seen.recoveries:
    metric("recovery_s", sorted(one.after_s for one in seen.recoveries)[1], "s")


# Many requests at the same time.


@test("parallel/storm")
def storm():
    server.restart()
    sources = [f"127.0.5.{number % 8}" for number in range(16)]
    answers = server.play([at(0, source, times=1500, within_s=15) for source in sources])
    check(all("statuses" in answer for answer in answers), "a request of many is not answered")
    statuses = {status for answer in answers for status in answer["statuses"]}
    check(statuses <= {200, 429}, "an answer of many is neither 200 nor 429")
    for address in set(sources):
        own = [answer for answer, source in zip(answers, sources, strict=True) if source == address]
        count = sum(answer["statuses"].count(200) for answer in own)
        if seen.burst < 15:
            check(count <= 1.2 * most(own) + 2, "more than the limit got through at the same time")
    check(ask("GET /health")["status"] in (200, 429), "it does not answer any more")


# How it ends.


class Ending:
    """How it ended when it was asked to while a request was under way."""

    def __init__(self, number):
        server.restart()
        events = [
            at(0, "127.0.6.1", "GET /report?seconds=1.6"),
            {"at_s": 0.3, "signal": "SIGTERM", "within_s": 6},
            at(0.8, "127.0.6.2", "GET /health"),
        ]
        self.answer, self.signal, self.later = server.play(events)
        self.late = self.answer["sent_s"] > 0.2 or self.signal["sent_s"] > 0.9 or self.later["sent_s"] > 1.4
        self.after_s = self.signal["answered_s"] - self.answer["answered_s"]

    def kind(self):
        if not self.signal["ended"]:
            return "hangs"
        if self.answer["status"] == 200:
            return "graceful"
        return "none" if self.signal["exit"] is None or self.signal["exit"] < 0 else "cut"


endings = []


def ended():
    def attempt(number):
        ending = Ending(number)
        return None if ending.late else ending

    if not endings:
        endings.append(measured(attempt))
    return endings[0]


with test("graceful/under-way"):
    answer = ended().answer
    check((answer["status"], answer["body"]) == (200, "0 readings\n"), "a request under way is not answered")
with test("graceful/no-more"):
    check(endings and endings[0].later["status"] == 0, "a connection is accepted after the signal")
with test("graceful/ends"):
    check(endings and endings[0].signal["ended"] and endings[0].after_s < 2.5, "it does not end once all is answered")
with test("exit/status"):
    check(endings and endings[0].signal["exit"] == 0, "its status is not 0")


@test("exit/sigint")
def sigint():
    server.restart()
    check(ask("GET /health")["status"] == 200, "it does not answer")
    ending = server.play([{"signal": "SIGINT", "within_s": 4}])[0]
    check(ending["ended"], "it does not end on SIGINT")
    check(ending["exit"] == 0, "its status is not 0")
    check(ending["answered_s"] < 3, "it does not end at once where nothing is under way")


label("shutdown", endings[0].kind() if endings else "none")

for name, value in sizes(server.source("main.go") or "").items():
    metric(name, value, "lines")
