#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGE 11
#define MAX_STOPS 1024

static char names[MAX_STOPS][12];
static bool closed_station[MAX_STOPS];
static int stations;

/* The stops of all trains: a train's stops follow one another, minutes are 0 at its last one. */
static int station_of[MAX_STOPS], minutes_to_next[MAX_STOPS];
static int stops;

static int station(const char *name) {
    for (int i = 0; i < stations; i++)
        if (strcmp(names[i], name) == 0) return i;
    strcpy(names[stations], name);
    return stations++;
}

static void add_stop(int at, int minutes) {
    station_of[stops] = at;
    minutes_to_next[stops++] = minutes;
}

static void trip(int start, int goal) {
    if (start == goal) {
        puts("0 0");
        return;
    }
    long best[MAX_STOPS]; /* minutes * 10000 + changes */
    bool done[MAX_STOPS] = {false};
    for (int i = 0; i < stops; i++) best[i] = station_of[i] == start && !closed_station[start] ? 0 : LONG_MAX;
    for (;;) {
        int at = -1;
        for (int i = 0; i < stops; i++)
            if (!done[i] && best[i] < LONG_MAX && (at < 0 || best[i] < best[at])) at = i;
        if (at < 0) break;
        done[at] = true;
        if (station_of[at] == goal && !closed_station[goal]) {
            printf("%ld %ld\n", best[at] / 10000, best[at] % 10000);
            return;
        }
        long ride = best[at] + minutes_to_next[at] * 10000L;
        if (minutes_to_next[at] && ride < best[at + 1]) best[at + 1] = ride;
        if (closed_station[station_of[at]]) continue;
        long change = best[at] + CHANGE * 10000L + 1;
        for (int i = 0; i < stops; i++)
            if (station_of[i] == station_of[at] && change < best[i]) best[i] = change;
    }
    puts("unreachable");
}

int main(void) {
    static char *line;
    static int trips[64][2], count;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        char *kind = strtok(line, " \n"), *first = strtok(NULL, " \n");
        if (!kind || !first) continue;
        if (strcmp(kind, "closed") == 0) {
            closed_station[station(first)] = true;
        } else if (strcmp(kind, "trip") == 0) {
            trips[count][0] = station(first);
            trips[count++][1] = station(strtok(NULL, " \n"));
        } else {
            int at[32], minutes[32] = {0}, length = 0;
            at[length++] = station(strtok(NULL, " \n"));
            for (char *word; (word = strtok(NULL, " \n"));) {
                minutes[length - 1] = atoi(word);
                at[length++] = station(strtok(NULL, " \n"));
            }
            for (int i = 0; i < length; i++) add_stop(at[i], i < length - 1 ? minutes[i] : 0);
            if (strcmp(kind, "both") == 0)
                for (int i = length - 1; i >= 0; i--) add_stop(at[i], i > 0 ? minutes[i - 1] : 0);
        }
    }
    for (int i = 0; i < count; i++) trip(trips[i][0], trips[i][1]);
    return 0;
}
