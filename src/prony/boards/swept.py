"""What sweeps tell of one contestant of a board: the same file on the same engine and machine, one stream, by depth."""

from __future__ import annotations

from prony.boards.view import View


class SpeedFigure(View, frozen=True, kw_only=True):
    """A median over repeats. `coverage`: the chance that lo to hi holds the median of such repeats."""

    value: float | None
    lo: float | None = None
    hi: float | None = None
    n: int = 0
    coverage: float | None = None


class SweptDepth(View, frozen=True, kw_only=True):
    """One stream behind a prompt of so many tokens."""

    prompt_tokens: int
    ttft_s: SpeedFigure
    prefill_tokens_per_s: SpeedFigure
    decode_tokens_per_s: SpeedFigure
    server_decode_tokens_per_s: SpeedFigure


class SweptSpeed(View, frozen=True, kw_only=True):
    """All depths. sweep: the newest that tells of it. load_s: of a cold load."""

    sweep: str
    load_s: float | None = None
    peak_bytes: int | None = None
    depths: tuple[SweptDepth, ...] = ()

    def at(self, prompt_tokens: int) -> SweptDepth | None:
        """The depth of prompts of so many tokens."""
        return next((one for one in self.depths if one.prompt_tokens == prompt_tokens), None)
