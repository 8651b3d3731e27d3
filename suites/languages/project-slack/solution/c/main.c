#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USUAL 11
#define TASKS 256
#define LINES 1201

typedef struct {
    char name[12];
    int length, pin, due, early, late;
} task;

typedef struct {
    int from, to, hours;
} link_of;

static char lines[LINES][80];
static task tasks[TASKS];
static link_of links[LINES];
static int line_count, task_count, link_count;

static int find(const char *name) {
    int at = 0;
    while (strcmp(tasks[at].name, name) != 0) at++;
    return at;
}

static int smaller(int a, int b) { return a < b ? a : b; }

static int larger(int a, int b) { return a > b ? a : b; }

static int by_early(const void *a, const void *b) {
    const task *x = *(task *const *)a, *y = *(task *const *)b;
    return x->early != y->early ? x->early - y->early : strcmp(x->name, y->name);
}

static void read_line(const char *line) {
    char kind[8], name[12], side[8], other[12], other_side[8], lag[12];
    int number;
    if (sscanf(line, "link %11s %7s %11s %7s %11s", name, side, other, other_side, lag) == 5) {
        link_of *l = &links[link_count++];
        l->from = find(name);
        l->to = find(other);
        l->hours = strcmp(lag, "usual") == 0 ? USUAL : atoi(lag);
        if (strcmp(side, "finish") == 0) l->hours += tasks[l->from].length;
        if (strcmp(other_side, "finish") == 0) l->hours -= tasks[l->to].length;
    } else if (sscanf(line, "%7s %11s %d", kind, name, &number) == 3) {
        task *t = &tasks[find(name)];
        if (strcmp(kind, "pin") == 0) t->pin = larger(t->pin, number);
        if (strcmp(kind, "due") == 0) t->due = smaller(t->due, number);
    }
}

int main(void) {
    while (fgets(lines[line_count], sizeof lines[0], stdin)) {
        task *t = &tasks[task_count];
        if (sscanf(lines[line_count++], "task %11s %d", t->name, &t->length) == 2) {
            t->due = INT_MAX;
            task_count++;
        }
    }
    for (int i = 0; i < line_count; i++) read_line(lines[i]);

    int end = 0, changed = 1;
    for (int i = 0; i < task_count; i++) tasks[i].early = tasks[i].pin;
    while (changed) {
        changed = 0;
        for (int i = 0; i < link_count; i++) {
            int start = tasks[links[i].from].early + links[i].hours;
            if (start > tasks[links[i].to].early) {
                tasks[links[i].to].early = start;
                changed = 1;
            }
        }
    }
    for (int i = 0; i < task_count; i++) end = larger(end, tasks[i].early + tasks[i].length);
    for (int i = 0; i < task_count; i++) tasks[i].late = smaller(end, tasks[i].due) - tasks[i].length;
    for (changed = 1; changed;) {
        changed = 0;
        for (int i = 0; i < link_count; i++) {
            int start = tasks[links[i].to].late - links[i].hours;
            if (start < tasks[links[i].from].late) {
                tasks[links[i].from].late = start;
                changed = 1;
            }
        }
    }

    task *rows[TASKS];
    for (int i = 0; i < task_count; i++) rows[i] = &tasks[i];
    qsort(rows, task_count, sizeof rows[0], by_early);
    for (int i = 0; i < task_count; i++) {
        task *t = rows[i];
        int latest = end - t->length;
        for (int j = 0; j < link_count; j++)
            if (&tasks[links[j].from] == t) latest = smaller(latest, tasks[links[j].to].early - links[j].hours);
        int slack = t->late - t->early;
        printf("%s %d %d %d %d%s\n", t->name, t->early, t->late, slack, latest - t->early, slack <= 0 ? " critical" : "");
    }
    printf("end %d\n", end);
    return 0;
}
