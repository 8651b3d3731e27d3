#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_ROOM = 19, LONGEST = 256, MOST_TEXT = 1 << 18, MOST_WORDS = 1 << 16 };

enum kind { NOTHING, BLANK, FIXED, WORDS };

static int width, refilled, widest;

/* The paragraph or item that is being read. Its words stand behind each other with one space between them. */
static char text[MOST_TEXT];
static struct { int begin, size; } words[MOST_WORDS];
static int text_size, word_count, depth;
static char front[8];

/* The size of the bullet that the text begins with, or 0. */
static int bullet_size(const char *at) {
    if (*at == '-' || *at == '*') return 1;
    int digits = 0;
    while (digits < 3 && isdigit((unsigned char)at[digits])) digits++;
    return digits && at[digits] == '.' ? digits + 1 : 0;
}

static void print_line(int quote, const char *before, int before_size, const char *rest, int size) {
    int length = quote + before_size + size;
    for (int i = 0; i < quote; i++) putchar('>');
    if (quote && before_size + size) {
        putchar(' ');
        length++;
    }
    printf("%*.*s%.*s\n", before_size, before_size, before, size, rest);
    if (length > widest) widest = length;
}

static void add_words(const char *at) {
    while (*(at += strspn(at, " "))) {
        int size = strcspn(at, " ");
        bool bound = word_count && (*at == '>' || bullet_size(at) == size);
        if (word_count) text[text_size++] = ' ';
        memcpy(text + text_size, at, size);
        if (bound) {
            words[word_count - 1].size += 1 + size;
        } else {
            words[word_count].begin = text_size;
            words[word_count++].size = size;
        }
        text_size += size;
        at += size;
    }
}

static int size_of(int first, int after) {
    return words[after - 1].begin + words[after - 1].size - words[first].begin;
}

static int line_end(int first, int room) {
    int after = first + 1;
    while (after < word_count && size_of(first, after + 1) <= room) after++;
    return after;
}

static void end_paragraph(void) {
    if (!word_count) return;
    int indent = strlen(front), room = width - indent - (depth ? depth + 1 : 0);
    if (room < LEAST_ROOM) room = LEAST_ROOM;
    for (int first = 0, after; first < word_count; first = after) {
        after = line_end(first, room);
        if (after == word_count - 1 && after - first >= 3 && size_of(after - 1, word_count) <= room) after--;
        print_line(depth, first ? "" : front, indent, text + words[first].begin, size_of(first, after));
    }
    refilled++;
    text_size = word_count = 0;
}

int main(void) {
    char line[LONGEST];
    fgets(line, sizeof line, stdin);
    sscanf(line, "%d", &width);
    enum kind last = NOTHING;
    int last_depth = 0;
    while (fgets(line, sizeof line, stdin)) {
        int size = strcspn(line, "\n"), marks = 0;
        while (size && line[size - 1] == ' ') size--;
        line[size] = 0;
        const char *rest = line;
        while (*rest == '>' || (*rest == ' ' && rest[1] == '>')) {
            rest += *rest == ' ' ? 2 : 1;
            marks++;
        }
        if (marks && *rest == ' ') rest++;

        int spaces = strspn(rest, " "), bullet = bullet_size(rest + spaces);
        const char *behind = rest + spaces + bullet;
        enum kind kind = !*rest ? BLANK : spaces >= 3 ? FIXED : WORDS;
        bool item = kind == WORDS && bullet && *behind == ' ';
        bool same = kind == last && marks == last_depth;
        if (kind != WORDS || item || !same) end_paragraph();
        if (kind == WORDS) {
            if (!word_count) {
                depth = marks;
                *front = 0;
                if (item) sprintf(front, "%.*s ", bullet, behind - bullet);
            }
            add_words(item ? behind : rest);
        } else if (kind == FIXED || !same) {
            print_line(marks, "", 0, rest, strlen(rest));
        }
        last = kind;
        last_depth = marks;
    }
    end_paragraph();
    printf("refilled %d widest %d\n", refilled, widest);
    return 0;
}
