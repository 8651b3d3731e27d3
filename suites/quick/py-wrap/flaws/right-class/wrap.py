#!/usr/bin/env python3
import fileinput
import itertools
import sys


class Wrapper:
    def __init__(self, width, out):
        self.width, self.out, self.col, self.any = width, out, 0, False

    def newline(self):
        if self.col:
            self.out.write("\n")
            self.col = 0

    def word(self, word):
        if self.col and self.col + 1 + len(word) > self.width:
            self.newline()
        if self.col:
            self.out.write(" ")
            self.col += 1
        while len(word) > self.width:
            self.out.write(word[:self.width] + "\n")
            word = word[self.width:]
        self.out.write(word)
        self.col += len(word)

    def paragraph(self, lines):
        if self.any:
            self.out.write("\n")
        self.any = True
        for word in " ".join(lines).split():
            self.word(word)
        self.newline()


wrapper = Wrapper(int(sys.argv[1]), sys.stdout)
for full, group in itertools.groupby(sys.stdin, key=lambda line: bool(line.strip())):
    if full:
        wrapper.paragraph(group)
