"""The forecast: what a run will take, before anything starts.

In the order in which a question is answered: `outlook` (gathers what is known, and asks), `expected` (a contestant
before it runs), `kinship` and `pools` (which earlier attempts teach it), `sources` (one contestant's share),
`estimate` (the answer), `spread`, `simulate` and `totals` (the plan, played many times), `costs` (money).
"""
