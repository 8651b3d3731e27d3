"""Claims of a run's page in a real browser: it opens without a request, an error or a script, in both themes, at every
width, for the keyboard, for a reader and on paper."""

from __future__ import annotations

import http.server
import importlib.util
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hostile import LINE, hostile_run

TASKS = (
    {f"py-{n}": "python" for n in range(4)} | {f"js-{n}": "javascript" for n in range(3)} | {"go-1": "go", "go-2": "go"}
)
WIDTHS = (1440, 390, 320)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def bench(build_run, written) -> Path:
    wins = {"all-correct": 9, "SmolLM2-135M-Instruct.Q4_1": 1, "qwen2.5-coder-0.5b-instruct-q4_k_m": 6}
    builder = build_run(tasks=TASKS, contestants=list(wins), references=("all-correct",))
    for label, count in wins.items():
        quantization = "Q4_K_M (Q5_0 + Q8_0 + Q6_K + Q4_K)"
        builder.identify(label, reference=label == "all-correct", architecture=None, quantization=quantization)
        for number, task in enumerate(TASKS):
            builder.attempt(label, task, number < count)
    builder.finish()
    return written()


@pytest.fixture
def undecided(build_run, written) -> Path:
    """A page whose every slice says why it is not decided."""
    languages = {"py": "python", "js": "javascript"}
    tasks = {f"{short}-{n}": language for n in range(6) for short, language in languages.items()}
    builder = build_run(tasks=tasks, contestants=["one", "other"])
    for label, count in {"one": 5, "other": 2}.items():
        builder.identify(label)
        for number, task in enumerate(tasks):
            builder.attempt(label, task, number < count)
    builder.finish()
    return written()


@pytest.fixture
def hostile(build_run, written) -> Path:
    hostile_run(build_run(tasks={"one": LINE, "two": "javascript"}, contestants=(LINE, "other")))
    return written()


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with its policy", "even without its policy"])
def test_hostile_replies_request_nothing_say_nothing_and_run_nothing(hostile, tab, bypass_csp):
    page = tab(hostile, bypass_csp=bypass_csp)
    page.unfold()
    page.page.mouse.move(300, 300)
    page.page.wait_for_timeout(200)
    assert page.requests == []
    assert page.said == []
    assert page.run("[window.owned, document.scripts.length, document.title.includes('owned')]") == [None, 0, False]
    assert page.run("document.querySelectorAll('iframe, img, object, form, base, style:not(head style)').length") == 0
    assert page.page.url == hostile.as_uri()
    assert page.run("document.querySelector('main').innerText.includes('<script>window.owned=1')")


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_replies_do_not_widen_the_page(hostile, tab, width):
    page = tab(hostile, viewport={"width": width, "height": 800})
    page.unfold()
    assert page.run(OVERFLOW) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_words_beside_a_slice_do_not_widen_the_page(undecided, tab, width):
    page = tab(undecided, viewport={"width": width, "height": 800})
    assert page.run("[...document.querySelectorAll('.forest')].some(one => one.innerText.includes('(Holm)'))")
    assert page.run(OVERFLOW) == 0


def test_served_by_a_web_server_it_asks_for_nothing_more(bench, chromium):
    with _served(bench.parent) as (address, asked):
        context = chromium.new_context()
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}/{bench.name}")
        page.wait_for_timeout(300)
        context.close()
    assert asked == [f"/{bench.name}"]
    assert said == []


def test_it_needs_no_script(bench, tab):
    page = tab(bench, java_script_enabled=False)
    fold = page.page.locator("details", has_text="What was asked").first
    assert not fold.locator("pre").first.is_visible()
    fold.locator("summary").click()
    assert fold.locator("pre").first.is_visible()


def test_it_is_light_or_dark_as_the_reader_prefers(bench, tab):
    colours = {
        scheme: tab(bench, color_scheme=scheme).run(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        for scheme in ("light", "dark")
    }
    assert colours["light"] == ["rgb(251, 251, 249)", "rgb(27, 29, 31)"]
    assert colours["dark"] == ["rgb(18, 20, 22)", "rgb(232, 234, 236)"]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_width_folded_and_unfolded(bench, tab, width):
    page = tab(bench, viewport={"width": width, "height": 800})
    assert page.run(OVERFLOW) == 0
    page.unfold()
    assert page.run(OVERFLOW) == 0


@pytest.mark.parametrize("width", [1920, 1280, 1024, 981])
def test_the_board_fits_its_card(bench, tab, width):
    page = tab(bench, viewport={"width": width, "height": 800})
    beyond = page.run("[...document.querySelectorAll('.tw')].map(one => one.scrollWidth - one.clientWidth)")
    assert len(beyond) >= 2
    assert set(beyond) == {0}


def test_a_narrow_screen_gets_cards_and_a_wide_one_the_table(bench, tab):
    for width, table in ((1440, True), (390, False)):
        page = tab(bench, viewport={"width": width, "height": 800}).page
        assert page.locator("table.board").is_visible() is table
        assert page.locator("article.card").first.is_visible() is not table


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("dark", 390)])
def test_axe_finds_no_barrier(bench, tab, scheme, width):
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe is not installed: make test installs it")
    # The page's own policy would refuse the checker's script.
    page = tab(bench, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page.run(
        "for (const one of [...document.querySelectorAll('.task')].slice(1)) one.remove();"
        "document.querySelectorAll('details').forEach(one => one.open = true)"
    )
    page.page.add_script_tag(path=Path(spec.origin).with_name("axe.min.js"))
    found = page.run("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 20
    told = [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]]
    assert told == []


def test_a_link_into_a_fold_opens_it(bench, tab):
    page = tab(bench).page
    link = page.locator("section[aria-labelledby=compare-1] table a[href^='#a-']").first
    target = page.locator(link.get_attribute("href").replace("#", "[id='") + "']")
    assert not target.is_visible()
    link.click()
    assert target.is_visible()


def test_the_keyboard_reaches_the_content_and_sees_where_it_is(bench, tab):
    page = tab(bench)
    page.page.keyboard.press("Tab")
    focused = "(() => { const one = document.activeElement, box = one.getBoundingClientRect();"
    focused += " return [one.textContent, box.left >= 0, getComputedStyle(one).outlineStyle] })()"
    assert page.run(focused) == ["Skip to content", True, "solid"]
    page.page.keyboard.press("Enter")
    assert page.run("document.activeElement.id") == "main"


def test_on_paper_the_navigation_is_gone_and_nothing_is_cut_off(bench, tab):
    page = tab(bench, viewport={"width": 794, "height": 1123})
    page.page.emulate_media(media="print")
    assert not page.page.locator("header nav").is_visible()
    assert page.page.locator("table.board").is_visible()
    assert (
        page.run("[...document.querySelectorAll('.tw')].filter(one => one.scrollWidth > one.clientWidth + 1).length")
        == 0
    )
    assert page.page.pdf().startswith(b"%PDF")


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The folder by HTTP on loopback, and the paths that are asked for."""
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *args: object) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
