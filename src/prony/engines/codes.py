"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E105": "an address that is no URL or holds a secret",
    "E201": "an engine does not answer",
    "E202": "an engine that prony starts is not installed",
    "E203": "an engine cannot load a model",
    "E204": "an engine did not become ready in time",
    "E205": "not enough memory for a model",
    "E206": "not an engine",
    "E207": "an engine does not serve this model",
    "E208": "an engine wants a key",
    "E209": "an engine died",
    "E211": "an engine that prony does not start",
    "E212": "an engine that is not ready yet",
    "E215": "replies that are to be replayed are not there",
    "E702": "not a GGUF file",
    "E703": "a GGUF file is damaged",
    "E704": "a GGUF file is cut off",
    "E705": "a split model is not complete",
    "E710": "no such weights in the catalog",
    "E715": "the catalog of weights cannot be read",
    "E721": "the client library of hubs is not installed",
    "E722": "a model that a hub does not give",
    "E723": "no model of a hub, or several, are called so",
}
