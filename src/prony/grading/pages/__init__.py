"""Pages: what was handed in is opened in a browser in a scene, used, and looked at from outside.

web_socket.py    messages over one connection, bounded
cdp.py           calls and events of Chrome's debugging protocol
browsing.py      a browser in a scene of its own
served_site.py   what is served into it
tab.py           one page: its clock, its frames, its events, what is asked of it
keys_map.py      keys by their names
png.py           the colours of a picture
page_steps.py    the steps of a check, one after the other
measuring.py     what steps measure, and what is said of the numbers
trial.py         whether a browser works at all

`probe.js` counts calls in the page itself; `draws.js` notes what its canvases draw, and what costs time;
`look.js` looks at the document from a world of its own.
"""
