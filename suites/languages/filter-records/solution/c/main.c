#include <ctype.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A condition is parsed again for each record, with the record's values at hand: no tree is needed. */

enum { DEEPEST = 13, LONGEST = 600, MOST = 1000 };

typedef enum { NO, UNKNOWN, YES } truth;

typedef enum { SIGN, QUOTED, WORD, KEY, BAD, END } kind;

typedef struct {
    kind kind;
    char text[LONGEST];
    int position;
} part;

static part parts[LONGEST + 1];
static int at, depth;
static jmp_buf wrong;
static char records[MOST][LONGEST];
static int record_count;
static const char *current; /* the fields of a record; NULL where only the form is looked at */

static truth least(truth a, truth b) { return a < b ? a : b; }
static truth most(truth a, truth b) { return a > b ? a : b; }
static truth of(bool holds) { return holds ? YES : NO; }

static bool is_word_character(char c) { return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '-'; }

static void split(const char *text) {
    int count = 0;
    const char *p = text;
    while (*p) {
        if (*p == ' ') {
            p++;
            continue;
        }
        part *new = &parts[count++];
        new->position = (int)(p - text) + 1;
        char *out = new->text;
        if (*p == '\'') {
            const char *q = p + 1;
            new->kind = BAD;
            for (; *q; *out++ = *q++) {
                if (*q == '\'' && *++q != '\'') {
                    new->kind = QUOTED;
                    break;
                }
            }
            p = new->kind == QUOTED ? q : p + 1;
        } else if (is_word_character(*p)) {
            while (is_word_character(*p)) *out++ = *p++;
            *out = '\0';
            new->kind = WORD;
            const char *keys[] = {"and", "or", "not", "in"};
            for (int i = 0; i < 4; i++)
                if (strcmp(new->text, keys[i]) == 0) new->kind = KEY;
        } else {
            bool two = strchr("!<>", *p) && p[1] == '=';
            new->kind = two || strchr("(),=<>~", *p) ? SIGN : BAD;
            *out++ = *p++;
            if (two) *out++ = *p++;
        }
        *out = '\0';
    }
    parts[count].kind = END;
    parts[count].text[0] = '\0';
    parts[count].position = (int)(p - text) + 1;
}

static void expect(bool holds) {
    if (!holds) longjmp(wrong, parts[at].position);
}

static bool is(kind kind, const char *text) { return parts[at].kind == kind && strcmp(parts[at].text, text) == 0; }

static bool accept(kind kind, const char *text) {
    bool fits = is(kind, text);
    at += fits;
    return fits;
}

static bool is_number(const char *text) {
    text += *text == '-';
    size_t digits = strspn(text, "0123456789");
    return digits >= 1 && digits <= 15 && text[digits] == '\0';
}

static truth compare(const char *sign, const char *mine, const char *theirs) {
    if (*sign == '~') return of(strstr(mine, theirs));
    bool numbers = is_number(mine) && is_number(theirs);
    long long order = numbers ? atoll(mine) - atoll(theirs) : strcmp(mine, theirs);
    if (strcmp(sign, "=") == 0) return of(order == 0);
    if (strcmp(sign, "!=") == 0) return of(order != 0);
    if (!numbers) return UNKNOWN;
    return of((*sign == '<' ? order < 0 : order > 0) || (sign[1] == '=' && order == 0));
}

/* Copies the value of a field of the current record; false where there is none. */
static bool find_field(const char *name, char *value) {
    size_t size = strlen(name);
    for (const char *p = current ? strchr(current, ' ') : NULL; p; p = strchr(p + 1, ' ')) {
        if (strncmp(p + 1, name, size) == 0 && p[1 + size] == '=') {
            size_t length = strcspn(p + 2 + size, " ");
            memcpy(value, p + 2 + size, length);
            value[length] = '\0';
            return true;
        }
    }
    return false;
}

static const char *value(void) {
    expect(parts[at].kind == WORD || parts[at].kind == QUOTED);
    return parts[at++].text;
}

static truth test(void) {
    const char *name = parts[at].text;
    size_t letters = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    expect(parts[at].kind == WORD && letters <= 10 && name[letters] == '\0');
    at++;
    char mine[LONGEST];
    bool known = find_field(name, mine);
    if (parts[at].kind == SIGN && strchr("=!<>~", parts[at].text[0])) {
        const char *sign = parts[at++].text;
        const char *theirs = value();
        return known ? compare(sign, mine, theirs) : UNKNOWN;
    }
    if (!accept(KEY, "in")) return of(known);
    expect(accept(SIGN, "("));
    truth result = NO;
    do {
        const char *theirs = value();
        if (known) result = most(result, compare("=", mine, theirs));
    } while (accept(SIGN, ","));
    expect(accept(SIGN, ")"));
    return known ? result : UNKNOWN;
}

static truth condition(void);

static truth factor(void) {
    if (accept(KEY, "not")) return YES - factor();
    if (!is(SIGN, "(")) return test();
    expect(depth < DEEPEST);
    at++;
    depth++;
    truth result = condition();
    expect(accept(SIGN, ")"));
    depth--;
    return result;
}

static truth conjunction(void) {
    truth result = factor();
    while (accept(KEY, "and")) result = least(result, factor());
    return result;
}

static truth condition(void) {
    truth result = conjunction();
    while (accept(KEY, "or")) result = most(result, conjunction());
    return result;
}

static truth whole(const char *fields) {
    current = fields;
    at = depth = 0;
    truth result = condition();
    expect(parts[at].kind == END);
    return result;
}

int main(void) {
    static char line[LONGEST];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        char *text = strchr(line, ' ') + 1;
        if (strncmp(line, "record ", (size_t)(text - line)) == 0) {
            strcpy(records[record_count++], text);
            continue;
        }
        split(text);
        int position = setjmp(wrong);
        if (position) {
            printf("error %d\n", position);
            continue;
        }
        whole(NULL);
        bool some = false;
        for (int i = 0; i < record_count; i++) {
            if (whole(records[i]) != YES) continue;
            printf("%s%.*s", some ? " " : "", (int)strcspn(records[i], " "), records[i]);
            some = true;
        }
        puts(some ? "" : "nothing");
    }
    return 0;
}
