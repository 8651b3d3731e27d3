//> child 7
//> parent 7
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    int fds[2], status;
    pipe(fds);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) { write(fds[1], "child 7\n", 8); _exit(7); }
    waitpid(pid, &status, 0);
    char buf[20] = {0};
    read(fds[0], buf, sizeof buf - 1);
    printf("%sparent %d\n", buf, WEXITSTATUS(status));
}
