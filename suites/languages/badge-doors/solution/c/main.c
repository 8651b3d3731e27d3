#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 14
#define MAX_ROOMS 2560
#define MAX_DOORS 1280

static char names[MAX_ROOMS][16];
static int rooms;
static struct { int a, b, level; } doors[MAX_DOORS];
static int door_count;

static int room(const char *name) {
    for (int i = 0; i < rooms; i++)
        if (strcmp(names[i], name) == 0) return i;
    strcpy(names[rooms], name);
    return rooms++;
}

static void walk(int start, int badge) {
    static int distance[MAX_ROOMS];
    for (int i = 0; i < rooms; i++) distance[i] = -1;
    distance[start] = 0;
    int count = 1, farthest = start;
    for (int number = 1; number <= MOST; number++) {
        for (int i = 0; i < door_count; i++) {
            if (doors[i].level > badge) continue;
            int a = doors[i].a, b = doors[i].b;
            if (distance[b] == number - 1) {
                int other = a;
                a = b;
                b = other;
            }
            if (distance[a] != number - 1 || distance[b] >= 0) continue;
            distance[b] = number;
            count++;
            if (distance[farthest] < number || strcmp(names[b], names[farthest]) < 0) farthest = b;
        }
    }
    printf("%d %d %s\n", count, distance[farthest], names[farthest]);
}

int main(void) {
    char line[128], command[16], first[16], second[16];
    int level;
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%15s %15s %15s %d", command, first, second, &level) < 3) continue;
        int a = room(first);
        if (strcmp(command, "door") == 0) {
            doors[door_count].a = a;
            doors[door_count].b = room(second);
            doors[door_count++].level = level;
        } else if (strcmp(command, "wall") == 0) {
            int b = room(second), kept = 0;
            for (int i = 0; i < door_count; i++) {
                int here = (doors[i].a == a && doors[i].b == b) || (doors[i].a == b && doors[i].b == a);
                if (!here) doors[kept++] = doors[i];
            }
            door_count = kept;
        } else {
            walk(a, atoi(second));
        }
    }
    return 0;
}
