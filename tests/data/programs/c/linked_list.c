//< 5 4 3 2 1
//> 1 2 3 4 5
#include <stdio.h>
#include <stdlib.h>
struct node { int value; struct node *next; };
int main(void) {
    struct node *head = NULL;
    int x;
    while (scanf("%d", &x) == 1) {
        struct node *n = malloc(sizeof(struct node));
        n->value = x;
        n->next = head;
        head = n;
    }
    for (struct node *n = head; n; n = n->next) printf("%d%s", n->value, n->next ? " " : "\n");
    while (head) { struct node *next = head->next; free(head); head = next; }
    return 0;
}
