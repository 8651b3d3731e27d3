#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 61, MOST = 700, MOST_PAUSES = 5, NO_END = 1 << 30 };

typedef struct {
    char name[16];
    int year, month, day, months, start, last, pause_count;
    int pauses[MOST_PAUSES][2];
} subscription;

static subscription subs[MOST];
static int sub_count;

static int month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/* Days since the beginning of the year 2000. */
static int ordinal(int year, int month, int day) {
    int days = day - 1;
    for (int y = 2000; y < year; y++) days += 337 + month_length(y, 2);
    for (int m = 1; m < month; m++) days += month_length(year, m);
    return days;
}

static int parse(const char *text) {
    int year, month, day;
    sscanf(text, "%d-%d-%d", &year, &month, &day);
    return ordinal(year, month, day);
}

static void print_date(int days) {
    int year = 2000, month = 1;
    while (days >= month_length(year, month)) {
        days -= month_length(year, month);
        if (++month > 12) month = 1, year++;
    }
    printf(" %04d-%02d-%02d", year, month, days + 1);
}

static subscription *find(const char *name) {
    for (int i = 0; i < sub_count; i++)
        if (strcmp(subs[i].name, name) == 0) return &subs[i];
    return NULL;
}

/* The first day of the period after the one with this number, if there were no pauses. */
static int begin_after(const subscription *s, int number) {
    int total = s->year * 12 + s->month - 1 + number * s->months;
    int year = total / 12, month = total % 12 + 1, length = month_length(year, month);
    return ordinal(year, month, s->day < length ? s->day : length);
}

static void answer(const char *name, int day) {
    const subscription *s = find(name);
    printf("%s", name);
    if (!s || day < s->start || day > s->last) {
        puts(!s ? " unknown" : day < s->start ? " before" : " over");
        return;
    }
    int number = 1, first = s->start, pushed = 0, next_pause = 0, following;
    while (true) {
        following = begin_after(s, number) + pushed;
        for (; next_pause < s->pause_count && s->pauses[next_pause][0] < following; next_pause++) {
            int size = s->pauses[next_pause][1] - s->pauses[next_pause][0] + 1;
            pushed += size;
            following += size;
        }
        if (day < following) break;
        number++;
        first = following;
    }
    int last = following - 1 < s->last ? following - 1 : s->last, served = last - first + 1;
    bool paused = false;
    for (int i = 0; i < s->pause_count; i++) {
        int begin = s->pauses[i][0], end = s->pauses[i][1];
        paused |= begin <= day && day <= end;
        if (begin < first) begin = first;
        if (end > last) end = last;
        if (begin <= end) served -= end - begin + 1;
    }
    printf(" %d", number);
    print_date(first);
    print_date(last);
    printf(" %d%s\n", served, paused ? " paused" : "");
}

int main(void) {
    static char names[MOST][16];
    static int days[MOST];
    int question_count = 0, longest = 0;
    char line[128], name[16], longest_name[16] = "none", a[16], b[16];
    int months;
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "sub %15s %15s %d", name, a, &months) == 3) {
            subscription *s = &subs[sub_count++];
            strcpy(s->name, name);
            sscanf(a, "%d-%d-%d", &s->year, &s->month, &s->day);
            s->months = months;
            s->start = parse(a);
            s->last = NO_END;
        } else if (sscanf(line, "pause %15s %15s %15s", name, a, b) == 3) {
            subscription *s = find(name);
            int *pause = s->pauses[s->pause_count++];
            pause[0] = parse(a);
            pause[1] = parse(b);
            int size = pause[1] - pause[0] + 1;
            if (size > longest && size <= LONGEST) {
                longest = size;
                strcpy(longest_name, name);
            }
        } else if (sscanf(line, "end %15s %15s", name, a) == 2) {
            find(name)->last = parse(a);
        } else if (sscanf(line, "ask %15s %15s", name, a) == 2) {
            strcpy(names[question_count], name);
            days[question_count++] = parse(a);
        }
    }
    for (int i = 0; i < question_count; i++) answer(names[i], days[i]);
    if (longest)
        printf("longest %s %d\n", longest_name, longest);
    else
        puts("longest none");
    return 0;
}
