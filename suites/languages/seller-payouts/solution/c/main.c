#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 47, FIXED = 31, LEAST = 1900, MOST = 2000 };

typedef struct {
    char name[16];
    long balance;
    int frozen;
} Seller;

static Seller sellers[MOST];
static int count;

static long commission(long cents) { return (cents * RATE + 500) / 1000; }

static void print_amount(long cents) {
    printf("%s%ld.%02ld\n", cents < 0 ? "-" : "", labs(cents) / 100, labs(cents) % 100);
}

/* Sellers are kept in the order of their names. */
static Seller *find(const char *name) {
    int low = 0, high = count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (strcmp(sellers[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || strcmp(sellers[low].name, name) != 0) {
        memmove(&sellers[low + 1], &sellers[low], (size_t)(count++ - low) * sizeof(Seller));
        sellers[low] = (Seller){0};
        strcpy(sellers[low].name, name);
    }
    return &sellers[low];
}

static void pay_out(void) {
    int waiting = 0;
    for (Seller *s = sellers; s < sellers + count; s++) {
        if (s->balance >= LEAST && !s->frozen) {
            printf("pay %s ", s->name);
            print_amount(s->balance);
            s->balance = 0;
        }
        waiting += s->balance > 0;
    }
    printf("waiting %d\n", waiting);
}

int main(void) {
    char kind[16], name[16];
    long cents, earned = 0;
    while (scanf("%15s", kind) == 1) {
        if (strcmp(kind, "payout") == 0) {
            pay_out();
            continue;
        }
        if (scanf("%15s", name) != 1) return 1;
        Seller *seller = find(name);
        if (strcmp(kind, "freeze") == 0) {
            seller->frozen = 1;
        } else if (strcmp(kind, "thaw") == 0) {
            seller->frozen = 0;
        } else {
            if (scanf("%ld", &cents) != 1) return 1;
            long fee = commission(cents);
            if (strcmp(kind, "sale") == 0) {
                fee = fee + FIXED < cents ? fee + FIXED : cents;
                seller->balance += cents - fee;
                earned += fee;
            } else {
                seller->balance -= cents - fee;
                earned -= fee;
            }
        }
    }
    for (Seller *s = sellers; s < sellers + count; s++) {
        if (s->balance == 0) continue;
        printf("left %s ", s->name);
        print_amount(s->balance);
    }
    printf("earned ");
    print_amount(earned);
}
