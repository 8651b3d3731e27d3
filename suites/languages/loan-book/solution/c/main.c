#include <stdio.h>
#include <string.h>

enum { PERIOD = 30, GRACE = 13, FEE = 1500, MOST = 1000, CALLS = 700 };
static const long YEAR = 3650000;

typedef enum { RUNNING, STOPPED, CLOSED } State;
static const char *const STATES[] = {"running", "stopped", "closed"};

typedef struct {
    char name[16];
    State state;
    int start, day, count;
    long principal, rate, instalment, interest, fees, run_up;
    long calls[CALLS]; /* what is left of the instalment of each due day */
} Loan;

static Loan loans[MOST];
static int loan_count;

static long least(long a, long b) { return a < b ? a : b; }

static Loan *find(const char *name) {
    for (int at = 0; at < loan_count; at++)
        if (strcmp(loans[at].name, name) == 0) return &loans[at];
    return NULL;
}

static long debt(const Loan *loan) { return loan->principal + loan->interest + loan->fees; }

static long rounded(const Loan *loan) { return (2 * loan->run_up + YEAR) / (2 * YEAR); }

static long called(const Loan *loan) {
    long sum = 0;
    for (int at = 0; at < loan->count; at++) sum += loan->calls[at];
    return sum;
}

static void book(Loan *loan) {
    loan->interest += rounded(loan);
    loan->run_up = 0;
}

static void call_in(Loan *loan) {
    int late = 0;
    book(loan);
    for (int at = 0; at < loan->count; at++) late += loan->calls[at] > 0;
    if (late >= 3) {
        loan->state = STOPPED;
        return;
    }
    long amount = least(loan->instalment, debt(loan) - called(loan));
    loan->calls[loan->count++] = amount;
}

static void advance(Loan *loan, int today) {
    while (loan->state == RUNNING && loan->day < today) {
        loan->run_up += loan->principal * loan->rate;
        loan->day++;
        int passed = (loan->day - loan->start) % PERIOD;
        if (passed == 0)
            call_in(loan);
        else if (passed == GRACE && loan->count > 0 && loan->calls[loan->count - 1] > 0)
            loan->fees += FEE;
    }
}

static long take(long *money, long *owed) {
    long part = least(*money, *owed);
    *money -= part;
    *owed -= part;
    return part;
}

int main(void) {
    char kind[8], name[16];
    int day;
    long earned = 0;
    while (scanf("%7s %d %15s", kind, &day, name) == 3) {
        long number = 0;
        if (strcmp(kind, "loan") == 0) {
            Loan *loan = &loans[loan_count++];
            strcpy(loan->name, name);
            loan->start = loan->day = day;
            if (scanf("%ld %ld %ld", &loan->principal, &loan->rate, &loan->instalment) != 3) return 1;
            continue;
        }
        Loan *loan = find(name);
        advance(loan, day);
        if (strcmp(kind, "show") == 0) {
            printf("%s %s principal %ld interest %ld fees %ld open %ld\n", name, STATES[loan->state], loan->principal,
                   loan->interest + rounded(loan), loan->fees, called(loan));
            continue;
        }
        if (scanf("%ld", &number) != 1) return 1;
        if (strcmp(kind, "rate") == 0) {
            loan->rate = number;
            continue;
        }
        book(loan);
        long money = number;
        long fees = take(&money, &loan->fees);
        long interest = take(&money, &loan->interest);
        long principal = take(&money, &loan->principal);
        long used = number - money;
        for (int at = 0; at < loan->count; at++) take(&used, &loan->calls[at]);
        earned += fees + interest;
        printf("%s fees %ld interest %ld principal %ld", name, fees, interest, principal);
        if (money > 0) printf(" back %ld", money);
        if (debt(loan) == 0 && loan->state != CLOSED) {
            loan->state = CLOSED;
            printf(" closed");
        }
        putchar('\n');
    }
    printf("earned %ld\n", earned);
}
