#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 53, DAY = 24 * 60, MOST = 30, NEVER = -1 };

typedef struct {
    char name[16], days[256];
    int length, waiting, started, merged, late;
    bool times[DAY];
} task;

static task tasks[MOST];
static int task_count;
static const char *week[] = {"sat", "sun", "mon", "tue", "wed", "thu", "fri"};

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

static int clock_of(const char *text) { return atoi(text) * 60 + atoi(text + 3); }

static void read_times(task *t, const char *when) {
    int step;
    char first[8], last[8];
    if (sscanf(when, "%d@%5s-%5s", &step, first, last) == 3) {
        for (int m = clock_of(first); m <= clock_of(last); m += step) t->times[m] = true;
        return;
    }
    for (const char *p = when; p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) t->times[clock_of(p)] = true;
}

/* Whether one part of DAYS means a day; `weekday` is the place in `week`. */
static bool means(const char *part, int year, int month, int day, int weekday) {
    int last = month_length(year, month);
    if (strcmp(part, "*") == 0) return true;
    if (strcmp(part, "last") == 0) return day == last;
    if (strcmp(part, "work") == 0) {
        int end = (weekday + last - day) % 7; /* of the last day of the month */
        return day == last - (end < 2 ? end + 1 : 0);
    }
    return strcmp(part, week[weekday]) == 0 || atoi(part) == day;
}

static bool is_due(const task *t, int year, int month, int day, int weekday) {
    char parts[256];
    strcpy(parts, t->days);
    bool due = false;
    for (char *part = strtok(parts, ","); part; part = strtok(NULL, ",")) {
        bool without = *part == '!';
        if (!means(part + without, year, month, day, weekday)) continue;
        if (without) return false;
        due = true;
    }
    return due;
}

static task *next_task(void) {
    task *best = NULL;
    for (task *t = tasks; t < tasks + task_count; t++) {
        if (t->waiting == NEVER) continue;
        if (!best || t->started < best->started || (t->started == best->started && t->waiting < best->waiting)) best = t;
    }
    return best;
}

int main(void) {
    int year, month, day, count;
    if (scanf("days %d-%d-%d %d", &year, &month, &day, &count) != 4) return 1;
    static char when[8192];
    task *t = tasks;
    while (scanf(" task %15s %8191s %255s %d", t->name, when, t->days, &t->length) == 4) {
        read_times(t, when);
        t->waiting = NEVER;
        task_count++;
        t++;
    }
    int weekday = day - 1;
    for (int y = 2000; y < year; y++) weekday += 365 + is_leap(y);
    for (int m = 1; m < month; m++) weekday += month_length(year, m);
    weekday %= 7;

    int free_at = 0, idle = 0;
    for (int number = 0; number < count; number++) {
        bool due[MOST];
        for (int i = 0; i < task_count; i++) due[i] = is_due(&tasks[i], year, month, day, weekday);
        for (int time = 0; time < DAY; time++) {
            int now = number * DAY + time;
            for (int i = 0; i < task_count; i++) {
                t = &tasks[i];
                if (t->waiting != NEVER && t->waiting < now - PATIENCE) {
                    t->waiting = NEVER;
                    t->late++;
                }
                if (!due[i] || !t->times[time]) continue;
                if (t->waiting == NEVER)
                    t->waiting = now;
                else
                    t->merged++;
            }
            if (now < free_at) continue;
            t = next_task();
            if (!t) {
                idle++;
                continue;
            }
            t->waiting = NEVER;
            t->started++;
            free_at = now + t->length;
            printf("%04d-%02d-%02d %02d:%02d %s\n", year, month, day, time / 60, time % 60, t->name);
        }
        weekday = (weekday + 1) % 7;
        if (++day > month_length(year, month)) {
            day = 1;
            if (++month > 12) month = 1, year++;
        }
    }
    for (t = tasks; t < tasks + task_count; t++)
        printf("%s started %d merged %d late %d left %d\n", t->name, t->started, t->merged, t->late, t->waiting != NEVER);
    printf("idle %d\n", idle);
    return 0;
}
