#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define UNLOCKED_FOR 45
#define BLOCKED_FOR 240

static char secret[16];
static bool is_open;
static long unlocked_until, blocked_until;
static int wrong;

static const char *enter(long now, const char *code) {
    if (is_open) return "ignored";
    if (now < blocked_until) return "blocked";
    if (strcmp(code, secret) == 0) {
        wrong = 0;
        unlocked_until = now + UNLOCKED_FOR;
        return "welcome";
    }
    unlocked_until = 0;
    if (++wrong == 3) {
        wrong = 0;
        blocked_until = now + BLOCKED_FOR;
    }
    return "wrong";
}

static const char *push(long now) {
    if (is_open) return "ignored";
    is_open = now < unlocked_until;
    return is_open ? "opens" : "stays";
}

int main(void) {
    char line[128], event[16], code[16];
    if (!fgets(line, sizeof line, stdin) || sscanf(line, "%*s %15s", secret) != 1) return 1;
    while (fgets(line, sizeof line, stdin)) {
        long now;
        if (sscanf(line, "%ld %15s %15s", &now, event, code) < 2) continue;
        if (strcmp(event, "enter") == 0) {
            puts(enter(now, code));
        } else if (strcmp(event, "push") == 0) {
            puts(push(now));
        } else if (is_open) {
            is_open = false;
            unlocked_until = 0;
        }
    }
    return 0;
}
