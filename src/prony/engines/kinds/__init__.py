"""The kinds of engine: a module each, or a small package, that defines `ENGINE` (`prony.engines.kind`): how it is
recognised, its adapter, and how it is started where Prony can. `prony.engines.registry` finds them."""
