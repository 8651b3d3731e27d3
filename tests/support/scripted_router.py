"""A router on the scripted engine: models that are loaded and unloaded one by one, every load counted.

router = ScriptedRouter(fake_engine, "a", "b")
router.fails["b"] = 1       # its first load fails
router.loads                # ["a", "b", "b"]
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fake_engine import Call, FakeEngine, Script, whole

REFUSED = "cannot load: out of device memory"


class ScriptedRouter:
    """Answers as llama-server's router does. fails: model -> how many of its loads fail yet."""

    def __init__(self, engine: FakeEngine, *models: str) -> None:
        self.states = dict.fromkeys(models, "unloaded")
        self.fails = Counter[str]()
        self.aliases: dict[str, str] = {}
        """Other name -> the model that it means."""
        self.loads: list[str] = []
        self.unloads: list[str] = []
        self.engine = engine
        engine.models = self._get
        engine.by_path |= {"/models/load": self._load, "/models/unload": self._unload}

    def _get(self, call: Call) -> Script:
        target = urlsplit(call.target)
        if target.path.endswith("/models"):
            return _json({"object": "list", "data": [self._row(name) for name in self.states]})
        if target.path == "/props":
            asked = self._meant(parse_qs(target.query).get("model", [""])[0])
            told: dict[str, Any] = {"build_info": "b1", "role": "router"}
            if asked and self.states.get(asked) == "loaded":
                told = {"build_info": "b1", "model_path": f"/nowhere/{asked}.gguf", "total_slots": 1}
                told["default_generation_settings"] = {"n_ctx": 32768, "params": {"temperature": 0.5}}
            return _json(told)
        return whole(404, b"{}")

    def _load(self, call: Call) -> Script:
        name = self._meant(call.body["model"])
        self.loads.append(name)
        if self.fails[name] > 0:
            self.fails[name] -= 1
            return whole(500, json.dumps({"error": {"message": REFUSED, "code": 500}}).encode())
        self.states[name] = "loaded"
        return _json({"success": True})

    def _unload(self, call: Call) -> Script:
        name = self._meant(call.body["model"])
        self.unloads.append(name)
        self.states[name] = "unloaded"
        return _json({"success": True})

    def _row(self, name: str) -> dict[str, Any]:
        aliases = [alias for alias, meant in self.aliases.items() if meant == name]
        return {"id": name, "object": "model", "status": {"value": self.states[name]}, "aliases": aliases}

    def _meant(self, name: str) -> str:
        return self.aliases.get(name, name)


def _json(document: object) -> Script:
    return whole(200, json.dumps(document).encode())
