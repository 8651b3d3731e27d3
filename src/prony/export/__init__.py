"""Files made of view models: a run as one HTML page that needs nothing beside itself.

Residents: `page` (view models through the templates), `charts` (inline SVG), `untrusted` (text from outside as inert
markup), and `templates/`, of which each part of the page is one. A command imports them where it needs them: the
template engine is part of no other command's start.
"""
