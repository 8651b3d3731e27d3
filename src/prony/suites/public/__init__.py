"""Public suites by name: which there are, and where each lies once it is imported (`prony.suites.fetched` does that).

Residents: `catalog` (data in `catalog.toml`) · `place` (where an imported one lies).
"""

from prony.suites.public.catalog import PublicSuite, public_suite, public_suites
from prony.suites.public.place import imported_folder, is_public, public_dir

__all__ = ["PublicSuite", "imported_folder", "is_public", "public_dir", "public_suite", "public_suites"]
