"""What runs inside a slot: standard library only, laid there file by file.

supervisor  the long-lived process that forks one test after the other and never sees a program
reaper      process 1 of a test: builds the room, lays the files, starts the candidate, kills what is left
rooms       what a room is; isolated: namespaces, mounts, no capabilities, seccomp, and the scene; bare: none of it
networks    network namespaces that pass to the next test as long as nothing happened in them
candidate   the last steps before a candidate's first instruction: descriptors and limits
script      run a Python program as `python3 FILE` would, without starting Python
calls       answer calls of a Python module's functions
oracle      run a grader that reaches the candidate only through `call(name, *args)`
kernel      the system calls that Python does not offer
calls.mjs   answer calls of an ES module's exports
"""
