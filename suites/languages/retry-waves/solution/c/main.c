#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CALLS 1000
#define MOST_DOWNS 20
#define MOST_TRIES 5
#define MOST_POINTS 21
#define PRICE 3
#define SPREAD 7

struct client {
    char name[9];
    int answered, dropped, points;
};

struct call {
    int number, client, tries;
    long time; /* of its last try, or of its next one while it is not over */
    bool answered;
};

static struct client clients[MOST_CALLS];
static struct call calls[MOST_CALLS];
static struct call *due[MOST_CALLS];
static long down_from[MOST_DOWNS], down_until[MOST_DOWNS];
static int client_count, call_count, due_count, down_count, capacity;

static int client_of(const char *name) {
    for (int i = 0; i < client_count; i++) {
        if (strcmp(clients[i].name, name) == 0) return i;
    }
    strcpy(clients[client_count].name, name);
    clients[client_count].points = MOST_POINTS;
    return client_count++;
}

static bool is_down(long time) {
    for (int i = 0; i < down_count; i++) {
        if (down_from[i] <= time && time < down_until[i]) return true;
    }
    return false;
}

static bool comes_before(const struct call *a, const struct call *b) {
    if (a->time != b->time) return a->time < b->time;
    if (a->tries != b->tries) return a->tries > b->tries;
    return a->number < b->number;
}

/* The list of calls that are due is a heap, the next one on top. */
static void push(struct call *call) {
    int at = due_count++;
    while (at > 0 && comes_before(call, due[(at - 1) / 2])) {
        due[at] = due[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    due[at] = call;
}

static struct call *pop(void) {
    struct call *top = due[0], *last = due[--due_count];
    int at = 0;
    for (;;) {
        int child = 2 * at + 1;
        if (child >= due_count) break;
        if (child + 1 < due_count && comes_before(due[child + 1], due[child])) child++;
        if (!comes_before(due[child], last)) break;
        due[at] = due[child];
        at = child;
    }
    due[at] = last;
    return top;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct client *)a)->name, ((const struct client *)b)->name);
}

int main(void) {
    char kind[8];
    if (scanf("%7s %d", kind, &capacity) != 2) return 1;
    while (scanf("%7s", kind) == 1) {
        if (strcmp(kind, "down") == 0) {
            if (scanf("%ld %ld", &down_from[down_count], &down_until[down_count]) == 2) down_count++;
            continue;
        }
        char name[9];
        struct call *call = &calls[call_count++];
        if (scanf("%ld %8s", &call->time, name) != 2) return 1;
        call->number = call_count;
        call->client = client_of(name);
        push(call);
    }
    long now = -1, busiest = 0;
    int succeeded = 0, tries = 0, most_tries = 0;
    while (due_count > 0) {
        struct call *call = pop();
        struct client *client = &clients[call->client];
        if (call->time != now) {
            now = call->time;
            succeeded = tries = 0;
        }
        if (++tries > most_tries) {
            most_tries = tries;
            busiest = now;
        }
        call->tries++;
        if (succeeded < capacity && !is_down(now)) {
            succeeded++;
            call->answered = true;
            client->answered++;
            if (client->points < MOST_POINTS) client->points++;
        } else if (call->tries == MOST_TRIES || client->points < PRICE) {
            client->dropped++;
        } else {
            client->points -= PRICE;
            call->time += (1L << call->tries) + call->number % SPREAD;
            push(call);
        }
    }
    for (int i = 0; i < call_count; i++) {
        printf("%d %s %ld %d\n", calls[i].number, calls[i].answered ? "answered" : "dropped", calls[i].time, calls[i].tries);
    }
    if (call_count > 0) printf("busiest %ld %d\n", busiest, most_tries);
    qsort(clients, client_count, sizeof clients[0], by_name);
    for (int i = 0; i < client_count; i++) {
        printf("client %s %d %d %d\n", clients[i].name, clients[i].answered, clients[i].dropped, clients[i].points);
    }
    return 0;
}
