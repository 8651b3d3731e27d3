#include <stdio.h>

#define LEAD_DAYS 4
#define MOST_WAITING 25
#define MOST_DAYS 2100

static long due[MOST_DAYS];

static long smaller(long a, long b) {
    return a < b ? a : b;
}

int main(void) {
    long stock, point, pack, wanted;
    long waiting = 0, ordered = 0, sold = 0, lost = 0, short_days = 0;
    if (scanf("stock %ld %ld %ld", &stock, &point, &pack) != 3) return 1;
    for (int day = 1; scanf("%ld", &wanted) == 1; day++) {
        stock += due[day];
        ordered -= due[day];
        wanted += waiting;
        long served = smaller(stock, wanted);
        stock -= served;
        sold += served;
        waiting = smaller(wanted - served, MOST_WAITING);
        lost += wanted - served - waiting;
        if (waiting > 0) short_days++;
        printf("%d %ld %ld", day, stock, waiting);
        long position = stock + ordered - waiting;
        if (position <= point) {
            long amount = ((point - position) / pack + 1) * pack;
            int arrival = day + LEAD_DAYS;
            if (arrival % 7 == 0) arrival++;
            due[arrival] += amount;
            ordered += amount;
            printf(" orders %ld", amount);
        }
        putchar('\n');
    }
    printf("total %ld %ld %ld\n", sold, lost, short_days);
    return 0;
}
