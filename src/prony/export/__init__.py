"""Files made of view models: a run as one HTML page that needs nothing beside itself, boards for other programs.

Residents: `page` (view models through the templates), `charts` (inline SVG), `tradeoffs_chart` and `badge_svg` (SVG
files), `advance_widths` (of text without a font), `untrusted` (text from outside as inert markup), `formats` (JSON,
CSV and Markdown, one file each), `junit` and `summary` (for CI), `pick_record` (a decision as Markdown),
`leaving_texts` (whose texts may leave), `target` and `targets` (what `prony export` writes, one file each),
`every_eval_ever`, `parquet` and `trajectories` (what three of those write), `suites` (what it writes of suites),
`documents` (what commands find, for their JSON). Of the page's parts each is one template. A command imports them where
it needs them: the template engine is part of no other command's start.
"""
