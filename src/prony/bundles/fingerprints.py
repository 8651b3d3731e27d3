"""Fingerprints of contestants without what names a machine. One that changes is another contestant's, with another
id."""

from __future__ import annotations

import msgspec

from prony.bundles.scrub import Scrubber, kernel
from prony.nouns import Fingerprint, KnowledgeCutoff, SuiteSample


def scrubbed_fingerprint(one: Fingerprint, scrub: Scrubber) -> Fingerprint:
    """The fingerprint as others may see it."""
    name, replace = scrub.name, msgspec.structs.replace

    def text(told: str | None) -> str | None:
        return None if told is None else scrub.text(told)

    def licence(told: str | None) -> str | None:
        """A licence may be a link, which is nobody's address."""
        return told if told is None or told.startswith("https://") else scrub.text(told)

    artifact, engine, machine = one.artifact, one.engine, one.machine
    return replace(
        one,
        artifact=replace(
            artifact,
            file=name(artifact.file) if artifact.file else artifact.file,
            name=text(artifact.name),
            architecture=text(artifact.architecture),
            quantization=text(artifact.quantization),
            licence=licence(artifact.licence),
        ),
        engine=replace(
            engine,
            kind=scrub.text(engine.kind),
            version=text(engine.version),
            build=text(engine.build),
            settings=scrub.value(engine.settings),
        ),
        effective_sampling=scrub.value(one.effective_sampling),
        harness=replace(
            one.harness,
            name=name(one.harness.name),
            version=scrub.text(one.harness.version),
            settings={scrub.text(key): scrub.text(value) for key, value in one.harness.settings.items()},
        ),
        machine=replace(
            machine,
            cpu=text(machine.cpu),
            os=text(machine.os),
            kernel=kernel(machine.kernel),
            accelerators=tuple(map(scrub.text, machine.accelerators)),
            driver=text(machine.driver),
        ),
        model_id=name(one.model_id),
        template=scrub.value(one.template),
        shims=tuple(map(scrub.text, one.shims)),
        template_check=one.template_check
        and replace(
            one.template_check,
            held=tuple(map(scrub.text, one.template_check.held)),
            broken={scrub.text(check): scrub.text(why) for check, why in one.template_check.broken.items()},
        ),
    )


def scrubbed_cutoff(cutoff: KnowledgeCutoff | None, scrub: Scrubber) -> KnowledgeCutoff | None:
    """A cut-off whose source names nothing of this machine."""
    return cutoff and msgspec.structs.replace(cutoff, day=scrub.text(cutoff.day), source=scrub.text(cutoff.source))


def bare_sample(sample: SuiteSample | None) -> SuiteSample | None:
    """How problems of a withheld suite were drawn: by number alone."""
    return sample and msgspec.structs.replace(sample, patterns=(), languages=())
