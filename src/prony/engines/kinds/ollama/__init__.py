"""Ollama, which may also pass requests on to its maker's cloud.

Residents: this file, the kind · `adapter` · `model` (what Ollama shows of a model).
"""

from __future__ import annotations

from prony.engines.engine import Engine, ServedModel
from prony.engines.kind import EngineKind
from prony.engines.kinds.ollama.adapter import Ollama
from prony.engines.seen import Seen, text, whole

_NOT_GENERATING = ("bert", "nomic-bert", "xlm-roberta", "jina-bert")


class OllamaKind(EngineKind):
    """Recognised by its greeting and its tags. (llama-server has `/api/tags` too, so those alone say little.)"""

    name = "ollama"
    ports = (11434,)
    asks = ("/", "/api/version", "/api/tags", "/api/ps")
    lists_all = True
    shows_more = True
    takes_context = True

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The greeting at `/`, `/api/tags` with digests, `/api/ps`."""
        found = []
        if b"Ollama is running" in seen["/"].body[:200]:
            found.append((8, "/ says Ollama is running"))
        if any(row.get("digest") for row in seen["/api/tags"].rows("models")):
            found.append((4, "/api/tags lists digests"))
        if isinstance(seen["/api/ps"].fields.get("models"), list):
            found.append((4, "/api/ps lists what is loaded"))
        return found

    def version(self, seen: Seen) -> str | None:
        """`/api/version`; a build of one's own answers 0.0.0."""
        return text(seen["/api/version"].fields.get("version"))

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """The tags. Their digest is of a manifest, which is not the weights'; their size sums all its layers."""
        loaded = {row.get("name"): row for row in seen["/api/ps"].rows("models")}
        found = []
        for row in seen["/api/tags"].rows("models"):
            name = text(row.get("name")) or text(row.get("model"))
            if not name:
                continue
            details = row["details"] if isinstance(row.get("details"), dict) else {}
            family = text(details.get("family"))
            found.append(
                ServedModel(
                    id=name,
                    state="loaded" if name in loaded else "unloaded",
                    size_bytes=whole(row.get("size")),
                    quantization=text(details.get("quantization_level")),
                    context=whole(loaded.get(name, {}).get("context_length")),
                    cloud=is_cloud(row, name),
                    generates=False if family in _NOT_GENERATING else None,
                )
            )
        return tuple(found)

    def called(self, models: tuple[ServedModel, ...], name: str) -> tuple[ServedModel, ...]:
        """A name without a tag means `:latest`, and one of Ollama's own library may say so."""
        for prefix in ("registry.ollama.ai/", "ollama.com/", "library/"):
            name = name.removeprefix(prefix)
        tagged = name if ":" in name.rpartition("/")[2] else f"{name}:latest"
        return super().called(models, tagged) or super().called(models, name)

    def warnings(self, seen: Seen, models: tuple[ServedModel, ...]) -> tuple[str, ...]:
        """Cloud models behind localhost, and the context that is cut without a word."""
        cloud = [one.id for one in models if one.cloud]
        found = [f"{', '.join(cloud)}: requests leave this machine for Ollama's cloud"] if cloud else []
        return (
            *found,
            "its default context is small (4k below 24 GiB of VRAM), and what is longer is cut without a word: "
            "prony asks it for what a plan needs",
        )

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """Its own, which speaks `/api`."""
        return Ollama(base_url, kind=self, api_key_env=api_key_env, context=context)


def is_cloud(row: dict[str, object], name: str) -> bool:
    """Whether a tag stands for a model that runs elsewhere."""
    return bool(row.get("remote_host") or row.get("remote_model")) or name.endswith(("-cloud", ":cloud"))


ENGINE = OllamaKind()
