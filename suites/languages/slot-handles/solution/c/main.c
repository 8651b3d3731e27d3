#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OLDEST 13
#define RESERVE 3
#define MOST_SLOTS 2048
#define MOST_COMMANDS 2048

typedef struct {
    int generation, references; /* no references: no object */
    char name[12];
} slot;

static slot slots[MOST_SLOTS + 1];
static int size, fresh = 1;
static int queue[MOST_COMMANDS], front, back;

static void create(const char *name) {
    int at;
    if (back - front < RESERVE && fresh <= size) at = fresh++;
    else if (front < back) at = queue[front++];
    else {
        puts("exhausted");
        return;
    }
    slots[at].generation++;
    slots[at].references = 1;
    strcpy(slots[at].name, name);
    printf("%d:%d\n", at, slots[at].generation);
}

static void reach(const char *command, const char *handle) {
    int at, generation;
    sscanf(handle, "%d:%d", &at, &generation);
    if (at < 1 || at > size || generation < 1 || generation > slots[at].generation) {
        puts("bogus");
        return;
    }
    slot *s = &slots[at];
    if (generation < s->generation || s->references == 0) {
        puts("stale");
        return;
    }
    if (strcmp(command, "name") == 0) {
        puts(s->name);
        return;
    }
    if (strcmp(command, "kill") == 0) {
        printf("%d\n", s->references);
        s->references = 0;
    } else {
        s->references += strcmp(command, "retain") == 0 ? 1 : -1;
        printf("%d\n", s->references);
    }
    if (s->references == 0 && generation < OLDEST) queue[back++] = at;
}

static void census(void) {
    int used = 0, waiting = back - front, unused = size - fresh + 1;
    for (int i = 1; i <= size; i++) used += slots[i].references > 0;
    printf("%d %d %d %d\n", used, waiting, unused, size - used - waiting - unused);
}

static void all(const char *name) {
    int count = 0;
    for (int i = 1; i <= size; i++)
        if (slots[i].references > 0 && strcmp(slots[i].name, name) == 0)
            printf("%s%d:%d", count++ ? " " : "", i, slots[i].generation);
    puts(count ? "" : "nobody");
}

int main(void) {
    char line[128], command[16], word[24];
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%15s %23s", command, word) < 1) continue;
        if (strcmp(command, "slots") == 0) size = atoi(word);
        else if (strcmp(command, "create") == 0) create(word);
        else if (strcmp(command, "census") == 0) census();
        else if (strcmp(command, "all") == 0) all(word);
        else if (strcmp(command, "grow") == 0) printf("%d\n", size += atoi(word));
        else reach(command, word);
    }
    return 0;
}
