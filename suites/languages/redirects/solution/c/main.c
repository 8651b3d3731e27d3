#include <stdio.h>
#include <string.h>

#define LONGEST 17
#define SLOTS 8192

static char names[SLOTS][24];
static int target[SLOTS]; /* slot of the page that it is forwarded to, or -1 */

static int slot_of(const char *name) {
    unsigned hash = 2166136261u;
    for (const char *c = name; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    int slot = (int)(hash % SLOTS);
    while (names[slot][0] && strcmp(names[slot], name) != 0) slot = (slot + 1) % SLOTS;
    if (!names[slot][0]) {
        strcpy(names[slot], name);
        target[slot] = -1;
    }
    return slot;
}

static void follow(int page) {
    int way[LONGEST + 1], steps = 0;
    way[0] = page;
    while (target[page] >= 0) {
        if (steps == LONGEST) {
            puts("tired");
            return;
        }
        page = target[page];
        for (int i = 0; i <= steps; i++) {
            if (way[i] == page) {
                puts("endless");
                return;
            }
        }
        way[++steps] = page;
    }
    printf("%s %d\n", names[page], steps);
}

int main(void) {
    char line[128], command[32], a[24], b[24];
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%31s %23s %23s", command, a, b) < 2) continue;
        int page = slot_of(a);
        if (strcmp(command, "point") == 0) target[page] = slot_of(b);
        else if (strcmp(command, "lift") == 0) target[page] = -1;
        else follow(page);
    }
    return 0;
}
