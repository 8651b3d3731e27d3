#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define STEP_COUNT 4
#define STEP_S 600
#define LONGER_S 300
#define LEAST_REQUESTS 40
#define MOST_BAD_PERCENT 3
#define ALARM 25
#define MOST_RELEASES 2000

static const int steps[STEP_COUNT] = {1, 10, 50, 100};

static char names[MOST_RELEASES][12];
static int releases;

/* The rollout of the release that was named last. */
static bool running, paused;
static int step, times_longer;
static long end, paused_at, good, bad;

static void say(long time, const char *word) {
    printf("%ld %s %s\n", time, names[releases - 1], word);
}

static void finish(long time, const char *word) {
    say(time, word);
    running = false;
}

static void begin_step(long time, int next) {
    if (next == STEP_COUNT) {
        finish(time, "finished");
        return;
    }
    step = next;
    end = time + STEP_S;
    good = bad = times_longer = 0;
    printf("%ld %s at %d\n", time, names[releases - 1], steps[step]);
}

static bool too_many_bad(void) {
    return bad * 100 > (good + bad) * MOST_BAD_PERCENT;
}

static void end_step(void) {
    long time = end;
    bool too_few = good + bad < LEAST_REQUESTS;
    if (too_few && times_longer < 2) {
        times_longer++;
        end += LONGER_S;
        say(time, "longer");
    } else if (too_few || too_many_bad()) {
        finish(time, "revoked");
    } else {
        begin_step(time, step + 1);
    }
}

static bool start(long time, const char *name) {
    if (running) return false;
    for (int i = 0; i < releases; i++) {
        if (strcmp(names[i], name) == 0) return false;
    }
    strcpy(names[releases++], name);
    running = true;
    paused = false;
    begin_step(time, 0);
    return true;
}

static bool report(long time, long more_good, long more_bad) {
    if (!running) return false;
    good += more_good;
    bad += more_bad;
    if (bad >= ALARM && too_many_bad()) finish(time, "revoked");
    return true;
}

static bool pause_or_resume(long time, bool wanted) {
    if (!running || paused == wanted) return false;
    paused = wanted;
    if (paused) {
        paused_at = time;
    } else {
        end += time - paused_at;
    }
    return true;
}

static bool cancel(long time) {
    if (!running) return false;
    finish(time, "revoked");
    return true;
}

int main(void) {
    char line[100];
    while (fgets(line, sizeof line, stdin)) {
        long time, count;
        char command[12], first[12] = "";
        long second = 0;
        if (sscanf(line, "%ld %11s %11s %ld", &time, command, first, &second) < 2) continue;
        while (running && !paused && end <= time) end_step();
        bool fine;
        if (strcmp(command, "start") == 0) {
            fine = start(time, first);
        } else if (strcmp(command, "report") == 0) {
            sscanf(first, "%ld", &count);
            fine = report(time, count, second);
        } else if (strcmp(command, "cancel") == 0) {
            fine = cancel(time);
        } else {
            fine = pause_or_resume(time, strcmp(command, "pause") == 0);
        }
        if (!fine) printf("%ld refused\n", time);
    }
    return 0;
}
