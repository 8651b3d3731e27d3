"""Prony measures what a coding model really puts out: on your stack, your hardware, your harness."""

__version__ = "0.1.0"
