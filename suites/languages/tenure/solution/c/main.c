#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define SENIOR_MONTHS 37

typedef struct {
    int year, month, day;
} date;

static int month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths[month - 1];
}

static bool parse(const char *text, date *d) {
    if (sscanf(text, "%4d-%2d-%2d", &d->year, &d->month, &d->day) != 3) return false;
    return d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= month_length(d->year, d->month);
}

/* The days since the first of January 1900. */
static int ordinal(date d) {
    int days = d.day - 1;
    for (int y = 1900; y < d.year; y++) days += 337 + month_length(y, 2);
    for (int m = 1; m < d.month; m++) days += month_length(d.year, m);
    return days;
}

static date add_months(date d, int months) {
    int total = d.year * 12 + d.month - 1 + months;
    date result = {total / 12, total % 12 + 1, d.day};
    int longest = month_length(result.year, result.month);
    if (result.day > longest) result.day = longest;
    return result;
}

int main(void) {
    char today[16], name[32], from_text[16], to_text[16];
    if (scanf("%15s", today) != 1) return 1;
    while (scanf("%31s %15s %15s", name, from_text, to_text) == 3) {
        date from, to;
        bool real = parse(from_text, &from) && parse(strcmp(to_text, "-") == 0 ? today : to_text, &to);
        if (!real || ordinal(to) < ordinal(from)) {
            printf("%s faulty\n", name);
            continue;
        }
        int months = (to.year - from.year) * 12 + to.month - from.month;
        if (ordinal(add_months(from, months)) > ordinal(to)) months--;
        int days = ordinal(to) - ordinal(add_months(from, months));
        printf("%s %dy %dm %dd %s\n", name, months / 12, months % 12, days, months >= SENIOR_MONTHS ? "senior" : "junior");
    }
    return 0;
}
