"""Outside boards: what others published about models, as dated snapshots, read with care and never ranked with what was
measured here.

Residents: `snapshot` (what a snapshot is), `library` (those that come with Prony and those imported into a home),
`importing` (a table in a file into a snapshot), `page_tables` (the tables of HTML), `checks` (its arithmetic), `names`
(a printed model name into vendor, family, variant, effort and precision), `overlap` (who stands on two boards, and
whether they agree). The files are in `snapshots/`.
"""
