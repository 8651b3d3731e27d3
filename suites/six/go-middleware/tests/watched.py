"""What was sent to a limiter and what came of it, judged by when each request can have been handled.

A request was handled at some moment between `sent_s` and `answered_s`. What is said of a limiter here holds for every
such moment: a machine that is late can make a judgement impossible (None), and never a wrong one.
"""

LATE_S = 0.12
"""What takes longer shows nothing of what happens in a tenth of a second."""
LIMIT = 10
WINDOW_S = 1.0


def at(at_s, source, request="GET /health", **more):
    """A request at a time from an address."""
    return {"at_s": at_s, "source": source, "request": request, **more}


def served(answers):
    """The answers that were not refused."""
    return [answer for answer in answers if answer["status"] == 200]


def refused(answers):
    """The answers with 429."""
    return [answer for answer in answers if answer["status"] == 429]


def odd(answers):
    """Answers that are neither."""
    return [answer for answer in answers if answer["status"] not in (200, 429)]


def span(answers):
    """The time in which all of them were handled, at most."""
    return max(answer["answered_s"] for answer in answers) - min(answer["sent_s"] for answer in answers)


def most(answers):
    """How many of these a limiter may serve, whatever it is."""
    return LIMIT + LIMIT * span(answers) if answers else LIMIT


def slow(answers):
    """Answers that took long."""
    return [answer for answer in answers if answer["answered_s"] - answer["sent_s"] >= LATE_S]


def unjustified(answers):
    """Refusals by which a client gets less than the limit: in the second before one, fewer than 9 can have been served.
    That a tenth is refused is forgiven here."""
    return [
        answer
        for answer in refused(answers)
        if sum(
            other["answered_s"] > answer["sent_s"] - WINDOW_S and other["sent_s"] < answer["answered_s"]
            for other in served(answers)
        )
        < LIMIT - 1
    ]


def doubled(first, second):
    """Whether two bursts of one client together got more than the limit allows; one more is forgiven here."""
    both = served(first + second)
    return len(both) > most(both) + 1 if both else False


def covered(gaps):
    """Whether every moment of a second lies in one of these gaps: then a counter that is set back each second was set
    back in one."""
    steps = 100
    return all(any(_inside(step / steps, *gap) for gap in gaps) for step in range(steps))


def _inside(phase, begin, end):
    return end > begin and (phase - begin) % WINDOW_S < end - begin


def gap_between(first, second):
    """From the moment at which all of a burst were handled to the one at which none of the next was."""
    return max(answer["answered_s"] for answer in first), min(answer["sent_s"] for answer in second)


class Recovery:
    """How a client that had spent all came to be served again. after_s: since its first request; phase: at which moment
    of a second; sure: whether the machine was in time for that."""

    def __init__(self, burst, polls):
        begin = min(answer["sent_s"] for answer in burst)
        again = min((answer["answered_s"] for answer in served(polls)), default=None)
        self.after_s = self.phase = None
        self.sure = span(burst) < 2 * LATE_S and bool(refused(burst))
        if again is not None:
            before = [answer["sent_s"] for answer in polls if answer["answered_s"] < again] or [begin]
            self.after_s = again - begin
            self.phase = again % WINDOW_S
            self.sure = self.sure and again - max(before) < 2 * LATE_S


def same_instant(recoveries):
    """Whether clients that began at different times were served again at the same moment of a second."""
    phases = sorted(one.phase for one in recoveries)
    gaps = [later - sooner for sooner, later in zip(phases, phases[1:] + [phases[0] + WINDOW_S], strict=True)]
    return WINDOW_S - max(gaps) < 0.3


def kind_of(seen):
    """What kind of limiter it is, by what was seen of it."""
    if seen.waits:
        return "lets wait"
    if seen.burst >= 15:
        return "none" if seen.one_connection >= 15 else "key with port"
    if seen.other_refused:
        return "global limiter"
    if seen.burst <= 2:
        return "ticker"
    times = [one.after_s for one in seen.recoveries]
    if None in times:
        if not seen.quiet:
            return "longer window"
        return "sliding window" if seen.after_boundary <= 5 else "counter per IP"
    if max(times) < 0.5:
        return "token bucket"
    if seen.quiet and same_instant(seen.recoveries):
        return "global reset"
    if all(0.8 < time < 1.6 for time in times):
        return "sliding window" if seen.after_boundary <= 5 else "counter per IP"
    return "other"


class Seen:
    """What was seen of a limiter. burst: of 15 at once, how many were served; one_connection: the same over one
    connection; other_refused: whether another client was refused meanwhile; recoveries: of three clients; quiet: how
    many of 10 were served after a second of quiet; after_boundary: how many of 12 just after the end of a second, the
    10 before which were served; waits: in how many trials requests beyond the limit waited in place of being refused."""

    burst = 0
    waits = 0
    one_connection = 0
    other_refused = False
    recoveries = ()
    quiet = 0
    after_boundary = 0
