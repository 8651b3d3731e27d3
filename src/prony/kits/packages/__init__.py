"""Kinds of packages that kits are made of, one file each: `wheel`, `jar`, `npm`, `crate`, `module`, `debian`.

`apt` is the tool behind the last.

A kind is a frozen struct with what `Package` asks for (`prony.kits.kit`). What it lays down must be what its digests
name, whatever a registry or a mirror sends, and nothing of a package is run when it is laid down.
"""

from prony.kits.packages.crate import Crate
from prony.kits.packages.debian import Debian
from prony.kits.packages.jar import Jar
from prony.kits.packages.module import GoModule
from prony.kits.packages.npm import Npm
from prony.kits.packages.wheel import Wheel

__all__ = ["Crate", "Debian", "GoModule", "Jar", "Npm", "Wheel"]
