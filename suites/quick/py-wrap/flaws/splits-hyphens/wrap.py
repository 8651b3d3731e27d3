import re
import sys
import textwrap

width = int(sys.argv[1])
parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", sys.stdin.read())]
wrapped = [textwrap.fill(part, width) for part in parts if part]
if wrapped:
    print("\n\n".join(wrapped))
