"""Bundles: runs as one signed file that others can check without trusting who made it.

For making one: `scrub` (texts without what names a machine), `pseudonyms` (names for what stays at home), `redact`
(events as others may see them), `fingerprints` (those of contestants), `commitments` (to the lines as they were),
`pack` (all of it, signed). For reading one: `opened` (a file or a folder, member by member), `verify` (signature,
bytes, chain, blobs), `faults` (what does not hold), `lay_out` (as runs of a home), `recheck` (graded again here),
`originals` (compared with the record as it was). For both: `archive` (the bytes around members), `manifest` (what is in
it), `signing`, `keyring` (whose keys are known).
"""
