//> 4000
#include <pthread.h>
#include <stdio.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int total;
static void *work(void *arg) {
    for (int i = 0; i < *(int *)arg; i++) {
        pthread_mutex_lock(&lock);
        total++;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void) {
    pthread_t t[4];
    int n = 1000;
    for (int i = 0; i < 4; i++) if (pthread_create(&t[i], NULL, work, &n)) return 1;
    for (int i = 0; i < 4; i++) pthread_join(t[i], NULL);
    printf("%d\n", total);
}
