"""The same contestant over time: what changed between its epochs, and whose doing that is.

lineages.py         which contestants are one over time
epochs.py           when it was measured, and what it did then
outputs.py          the same outputs, and outputs judged otherwise
watch.py            whether the history raises an alarm, however often somebody looks
sentences.py        what may be said of all that
history.py          what the view is
drift.py            how it comes about
tables.py           it as tables
"""
