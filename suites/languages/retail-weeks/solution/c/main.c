#include <stdio.h>
#include <string.h>

enum { ANCHOR = 27 };

/* Days since 1 March of the year 0. */
static int day_number(int year, int month, int day) {
    if (month < 3) {
        year--;
        month += 12;
    }
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day - 1;
}

static int parse(const char *text, int *year) {
    int month, day;
    sscanf(text, "%d-%d-%d", year, &month, &day);
    return day_number(*year, month, day);
}

static void print_date(int number) {
    int year = number / 366, month = 1;
    while (day_number(year + 1, 1, 1) <= number) year++;
    while (month < 12 && day_number(year, month + 1, 1) <= number) month++;
    printf("%04d-%02d-%02d", year, month, number - day_number(year, month, 1) + 1);
}

/* The Monday of the week that lies three days behind the anchor. 1 January 2000 was a Saturday. */
static int begin(int year) {
    int day = day_number(year, 1, ANCHOR) + 3;
    int saturday = day_number(2000, 1, 1);
    return day - (day - saturday + 5 + 7 * 100000) % 7;
}

static int weeks(int year) { return (begin(year + 1) - begin(year)) / 7; }

/* The number of weeks before trade month `month`, counted from 1. */
static int weeks_before(int year, int month) {
    if (month > 12) return weeks(year);
    return (month - 1) / 3 * 13 + (int[]){0, 4, 9}[(month - 1) % 3];
}

int main(void) {
    char kind[16], text[16];
    while (scanf("%15s %15s", kind, text) == 2) {
        int year, month = 1;
        if (strcmp(kind, "span") == 0) {
            if (sscanf(text, "%d", &year) != 1 || scanf("%d", &month) != 1) return 1;
            int first = weeks_before(year, month), end = weeks_before(year, month + 1);
            print_date(begin(year) + 7 * first);
            putchar(' ');
            print_date(begin(year) + 7 * end - 1);
            printf(" %d\n", end - first);
            continue;
        }
        int day = parse(text, &year);
        if (day < begin(year)) year--;
        int passed = day - begin(year), week = passed / 7 + 1;
        if (strcmp(kind, "place") == 0) {
            while (weeks_before(year, month + 1) < week) month++;
            printf("%d month %d week %d day %d\n", year, month, week, passed % 7 + 1);
        } else if (week > weeks(year - 1)) {
            puts("nothing");
        } else {
            print_date(begin(year - 1) + passed);
            putchar('\n');
        }
    }
}
