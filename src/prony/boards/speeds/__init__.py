"""What sweeps of `prony speed` tell: one sweep whole, and the same artifact's speed on its line of a board.

Residents: `report` (a sweep as a view), `tables` (it as tables), `on_boards` (whose speed stands on whose line).
"""
