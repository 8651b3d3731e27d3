"""A browser tried by a small page: what the page shows of two numbers, or what became of it."""

from __future__ import annotations

import asyncio

from prony.grading.pages.browsing import open_browser
from prony.grading.pages.cdp import CdpGone, CdpRefused
from prony.grading.pages.served_site import serve_files
from prony.grading.pages.tab import PageFailed, Tab
from prony.nouns import Verdict
from prony.sandbox import Sandbox

PORT = 8080
MEMORY_MB = 512
OPEN_S = 8.0
SHOWN_MS = 1000.0


async def try_page(toolchain: str, files: dict[str, bytes], stdin: bytes, sandbox: Sandbox) -> str:
    """The text of the element `out` of a page that is handed the words of `stdin`, else a verdict."""
    path = f"/{next(iter(files))}?{'+'.join(stdin.decode().split())}"
    async with open_browser(sandbox, MEMORY_MB) as browsing, serve_files(browsing.scene, PORT, files):
        tab = Tab(browsing.cdp, f"http://127.0.0.1:{PORT}")
        try:
            async with asyncio.timeout(OPEN_S):
                await tab.open(400, 300)
                await tab.go(path)
                await tab.wait(SHOWN_MS)
                seen = await tab.value("look.of('#out', [], [])", apart=True)
        except PageFailed as failed:
            return str(failed.verdict)
        except TimeoutError:
            return str(Verdict.TIMEOUT_WALL)
        except (CdpGone, CdpRefused) as error:
            return f"{await browsing.end_verdict()}: {error}"[:200]
    return str(seen.get("text", ""))[:200] if isinstance(seen, dict) else "nothing"
