"""HTTP/1.1 of our own: what the gateway measures with, and what engines are asked about themselves with.

messages.py      heads and framing, without any input or output
reply.py         the head and framing of one reply as it arrives
receiving.py     reading into one buffer
connection.py    one HTTP request over one fresh connection
ask.py           one request, one small answer
retry_after.py   the pause that a reply asks for
"""
