#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 23
#define LINES 1100

typedef struct {
    char name[12];
    bool is_list, silent;
    int got; /* the number of the last message that it got */
    int *members, count, room;
} entry;

static entry entries[2 * LINES];
static int entry_count, stack[2 * LINES], receivers[2 * LINES];

static entry *find(const char *name) {
    for (int i = 0; i < entry_count; i++)
        if (strcmp(entries[i].name, name) == 0) return &entries[i];
    entry *e = &entries[entry_count++];
    strcpy(e->name, name);
    return e;
}

static int place(const entry *list, int member) {
    int at = 0;
    while (at < list->count && list->members[at] != member) at++;
    return at;
}

static void put(entry *list, int member) {
    list->is_list = true;
    if (place(list, member) < list->count) return;
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 4;
        list->members = realloc(list->members, list->room * sizeof(int));
    }
    list->members[list->count++] = member;
}

static void drop(entry *list, int member) {
    int at = place(list, member);
    if (at == list->count) return;
    list->count--;
    memmove(list->members + at, list->members + at + 1, (list->count - at) * sizeof(int));
}

static void deliver(entry *from, entry *to, int message) {
    int top = 0, count = 0;
    from->got = message;
    stack[top++] = (int)(to - entries);
    while (top > 0) {
        entry *e = &entries[stack[--top]];
        if (e->silent || e->got == message) continue;
        e->got = message;
        if (!e->is_list) receivers[count++] = (int)(e - entries);
        for (int i = e->count - 1; i >= 0; i--) stack[top++] = e->members[i];
    }
    if (count == 0) {
        puts("nobody");
    } else if (count > MOST) {
        printf("held %d\n", count);
    } else {
        printf("%d", count);
        for (int i = 0; i < count; i++) printf(" %s", entries[receivers[i]].name);
        puts("");
    }
}

int main(void) {
    char command[16], name[16], other[16];
    int messages = 0;
    while (scanf("%15s %15s", command, name) == 2) {
        entry *e = find(name);
        if (strcmp(command, "silent") == 0) {
            e->silent = true;
        } else if (strcmp(command, "loud") == 0) {
            e->silent = false;
        } else {
            if (scanf("%15s", other) != 1) return 1;
            entry *o = find(other);
            if (strcmp(command, "put") == 0) put(e, (int)(o - entries));
            else if (strcmp(command, "drop") == 0) drop(e, (int)(o - entries));
            else deliver(e, o, ++messages);
        }
    }
    return 0;
}
