"""Commands in a model's message: how they travel, and how they are read out of it.

command.py      what one message asks for, or why it cannot be run
calls.py        commands as tool calls
fenced.py       commands as one fenced block a message
spoken.py       the part of a reply that is said: without thoughts, and up to the end of the turn
text_calls/     tool calls that came as text, one form a file
opening.py      the first messages of a conversation
shown.py        what a model is told of a command that ran
past_step.py    a step of a task that was handed in
beside.py       code in a message that runs nothing and changes no file
"""
