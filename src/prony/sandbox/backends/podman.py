"""The backend `podman`: a slot is one container, rootless where the user is not root. No image is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator

from prony.config import cache_dir
from prony.sandbox.backends.container import ContainerBackend, skeleton


class Podman(ContainerBackend):
    """Containers of podman, on a root file system that lies here as a folder."""

    name = "podman"
    program = "podman"
    failures = (
        (
            r"cannot clone|newuidmap|newgidmap|subuid|user namespaces? (?:are|is) not enabled|Operation not permitted",
            "rootless containers need user namespaces, which this machine refuses, or ranges of user ids",
            "as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER; and see "
            "prony doctor on namespaces",
        ),
        (
            r"cgroups? ?v1|controller .* is not available|resource limits are not supported",
            "limits of rootless containers need cgroups of version 2, handed down to this user",
            "boot with systemd.unified_cgroup_hierarchy=1, and let systemd delegate: Delegate=memory pids in "
            "user@.service",
        ),
        (
            r"image not known|no such image|unable to find image",
            "the image that PRONY_CONTAINER_IMAGE names is not here, and nothing is pulled",
            "podman pull it yourself, or leave the variable out: no image is needed",
        ),
        (
            r"permission denied",
            "podman may not use its own storage, or a folder that is mounted",
            "podman info; podman system migrate",
        ),
    )

    def root(self) -> tuple[str, ...]:
        """See `ContainerBackend`."""
        return (self._image,) if self._image else ("--rootfs", str(skeleton(cache_dir() / "container-root")))

    def _flags(self, user: str, name: str) -> Iterator[str]:
        yield from super()._flags(user, name)
        yield from ("--passwd=false", "--no-hosts", "--image-volume", "ignore")
        if os.geteuid() != 0:
            # Inside, the user is who he is outside, and reads what is his.
            yield from ("--userns", "keep-id")


BACKEND = Podman
