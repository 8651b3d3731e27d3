//> child says hi
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstring>
#include <iostream>
int main() {
    int fds[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, fds);
    if (fork() == 0) { write(fds[1], "hi", 2); _exit(0); }
    char buf[8] = {};
    read(fds[0], buf, 2);
    wait(nullptr);
    std::cout << "child says " << buf << '\n';
}
