#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE 5
#define MOST 2048

typedef struct {
    char name[16];
    int size, passed;
} group;

static group line_of_groups[MOST];
static int count;

static int find(const char *name) {
    for (int i = 0; i < count; i++)
        if (strcmp(line_of_groups[i].name, name) == 0) return i;
    return -1;
}

static void take_out(int at) {
    count--;
    memmove(line_of_groups + at, line_of_groups + at + 1, (size_t)(count - at) * sizeof(group));
}

static void seat(int seats) {
    for (int at = 0; at < count; at++) {
        group *g = &line_of_groups[at];
        if (g->size <= seats) {
            puts(g->name);
            for (int i = 0; i < at; i++) line_of_groups[i].passed++;
            take_out(at);
            return;
        }
        if (g->passed >= PATIENCE) break;
    }
    puts("nobody");
}

int main(void) {
    char text[128], command[16], name[16];
    while (fgets(text, sizeof text, stdin)) {
        int size = 0;
        if (sscanf(text, "%15s %15s %d", command, name, &size) < 2) continue;
        if (strcmp(command, "table") == 0) {
            seat(atoi(name));
            continue;
        }
        int at = find(name);
        if (strcmp(command, "join") == 0) {
            if (at >= 0) {
                puts("already");
                continue;
            }
            group *g = &line_of_groups[count++];
            strcpy(g->name, name);
            g->size = size;
            g->passed = 0;
        } else if (at < 0) {
            puts("absent");
        } else if (strcmp(command, "leave") == 0) {
            take_out(at);
        } else {
            printf("%d\n", at + 1);
        }
    }
    return 0;
}
