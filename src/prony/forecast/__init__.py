"""The forecast: what a run will take, before anything starts.

Residents: in the order in which a question is answered: `outlook` (gathers what is known, and asks), `expected` (a
contestant before it runs), `kinship` and `pools` (which earlier attempts teach it), `sources` (one contestant's share),
`estimate` (the question whole), `spread`, `simulate` and `totals` (the plan, played many times), `costs` (money),
`prediction` (the answer). Beside them `resolving` (what the tasks of a plan can show).
"""
