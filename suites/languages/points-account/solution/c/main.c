#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIFE 120
#define GRACE 7

enum { MOST = 1600 };

typedef struct {
    int last;
    long points;
} batch;

typedef struct {
    batch *items;
    int count, room;
} list;

typedef struct {
    char name[16];
    list batches;
} account;

typedef struct {
    char id[16];
    int account;
    list parts;
} order;

static account accounts[2 * MOST];
static order orders[MOST];
static int account_count, order_count;
static long expired;

static void insert_at(list *l, int at, batch b) {
    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 4;
        l->items = realloc(l->items, (size_t)l->room * sizeof *l->items);
    }
    memmove(l->items + at + 1, l->items + at, (size_t)(l->count - at) * sizeof *l->items);
    l->items[at] = b;
    l->count++;
}

static void remove_first(list *l) {
    l->count--;
    memmove(l->items, l->items + 1, (size_t)l->count * sizeof *l->items);
}

static long total(const list *l) {
    long sum = 0;
    for (int i = 0; i < l->count; i++) sum += l->items[i].points;
    return sum;
}

static int account_of(const char *name) {
    for (int i = 0; i < account_count; i++)
        if (strcmp(accounts[i].name, name) == 0) return i;
    strcpy(accounts[account_count].name, name);
    return account_count++;
}

static order *order_of(const char *id) {
    for (int i = 0; i < order_count; i++)
        if (strcmp(orders[i].id, id) == 0) return &orders[i];
    return NULL;
}

/* Keeps the batches sorted; of the same last day, the one made first stays first. */
static void make_batch(int who, int last, long points) {
    list *l = &accounts[who].batches;
    int at = l->count;
    while (at > 0 && l->items[at - 1].last > last) at--;
    insert_at(l, at, (batch){last, points});
}

static list *usable(int who, int day) {
    list *l = &accounts[who].batches;
    while (l->count && l->items[0].last < day) {
        expired += l->items[0].points;
        remove_first(l);
    }
    return l;
}

static bool take(int who, int day, long count, list *parts) {
    list *l = usable(who, day);
    if (total(l) < count) return false;
    while (count > 0) {
        batch *first = &l->items[0];
        long part = first->points < count ? first->points : count;
        count -= part;
        first->points -= part;
        insert_at(parts, parts->count, (batch){first->last, part});
        if (first->points == 0) remove_first(l);
    }
    return true;
}

static void spend(int who, int day, const char *id, long count) {
    if (order_of(id)) {
        printf("taken %s\n", id);
        return;
    }
    list parts = {0};
    if (!take(who, day, count, &parts)) {
        printf("short %s\n", id);
        return;
    }
    order *new = &orders[order_count++];
    strcpy(new->id, id);
    new->account = who;
    new->parts = parts;
}

static void refund(int day, const char *id, long count) {
    order *o = order_of(id);
    if (!o || total(&o->parts) < count) {
        printf("refused %s\n", id);
        return;
    }
    while (count > 0) {
        batch *b = &o->parts.items[o->parts.count - 1];
        long part = b->points < count ? b->points : count;
        count -= part;
        b->points -= part;
        make_batch(o->account, b->last > day + GRACE ? b->last : day + GRACE, part);
        if (b->points == 0) o->parts.count--;
    }
}

static void show(int who, int day) {
    list *l = usable(who, day);
    printf("%s %ld", accounts[who].name, total(l));
    if (l->count) {
        long next = 0;
        for (int i = 0; i < l->count && l->items[i].last == l->items[0].last; i++) next += l->items[i].points;
        printf(" %ld %d", next, l->items[0].last);
    }
    putchar('\n');
}

int main(void) {
    char line[128], a[16], b[16];
    int day = 0;
    while (fgets(line, sizeof line, stdin)) {
        long count;
        if (sscanf(line, "earn %d %15s %ld", &day, a, &count) == 3) {
            make_batch(account_of(a), day + LIFE, count);
        } else if (sscanf(line, "spend %d %15s %15s %ld", &day, a, b, &count) == 4) {
            spend(account_of(a), day, b, count);
        } else if (sscanf(line, "refund %d %15s %ld", &day, a, &count) == 3) {
            refund(day, a, count);
        } else if (sscanf(line, "give %d %15s %15s %ld", &day, a, b, &count) == 4) {
            list parts = {0};
            if (!take(account_of(a), day, count, &parts)) printf("short %s\n", a);
            for (int i = 0; i < parts.count; i++) make_batch(account_of(b), parts.items[i].last, parts.items[i].points);
            free(parts.items);
        } else if (sscanf(line, "show %d %15s", &day, a) == 2) {
            show(account_of(a), day);
        }
    }
    for (int i = 0; i < account_count; i++) usable(i, day);
    printf("expired %ld\n", expired);
    return 0;
}
