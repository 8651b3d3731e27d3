#include <stdio.h>
#include <string.h>

#define CLEANED_AFTER 20
#define CLEANING 45
#define MOST_ITEMS 2048
#define MOST_STATIONS 16

typedef struct {
    int seconds, room, count;
    long starts[MOST_ITEMS], ready, blocked;
} station;

static station line_of_stations[MOST_STATIONS];
static int stations;

/* The second from which on one more fits into the buffer. */
static long room_at(const station *s) {
    return s->count < s->room ? 0 : s->starts[s->count - s->room];
}

static long later(long a, long b) { return a > b ? a : b; }

static void run(long now) {
    long total = 0;
    for (int i = 0; i < stations; i++) {
        station *s = &line_of_stations[i];
        long start = later(now, s->ready), done = start + s->seconds;
        s->starts[s->count++] = start;
        now = i + 1 < stations ? later(done, room_at(s + 1)) : done;
        s->ready = now + (s->count % CLEANED_AFTER == 0 ? CLEANING : 0);
        s->blocked += now - done;
        total += now - done;
    }
    printf("%ld %ld\n", now, total);
}

int main(void) {
    char kind[16];
    long number;
    while (scanf("%15s %ld", kind, &number) == 2) {
        if (strcmp(kind, "station") == 0) {
            station *s = &line_of_stations[stations++];
            s->seconds = (int)number;
            if (scanf("%d", &s->room) != 1) return 1;
        } else if (number < room_at(&line_of_stations[0])) {
            puts("lost");
        } else {
            run(number);
        }
    }
    for (int i = 0; i < stations; i++) printf("station %d %ld\n", i + 1, line_of_stations[i].blocked);
    return 0;
}
