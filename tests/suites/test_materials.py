"""Materials: the files of a task as they were when it was loaded, out of a cache that is bounded in bytes."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from prony.errors import GradingError
from prony.nouns import Mode, Task
from prony.suites import MaterialsCache, materials_from
from prony.suites.files import read_tree, tree_digest

MIB = 1 << 20


def write_task(folder: Path, size_bytes: int = 0, content: str = "x = 1\n") -> Task:
    """A task folder with a workspace, and a file of tests of that size."""
    for path, data in {"workspace/x.py": content.encode(), "tests/large": bytes(size_bytes)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data + folder.name.encode())
    return Task(
        id=f"s/{folder.name}",
        suite="s",
        name=folder.name,
        title="",
        path=str(folder),
        digest=tree_digest(read_tree(folder)),
        mode=Mode.AGENT,
        instruction="",
    )


@pytest.fixture
def cache() -> MaterialsCache:
    return MaterialsCache()


def assert_changed(cache: MaterialsCache, task: Task) -> None:
    with pytest.raises(GradingError) as refused:
        _ = cache.of(task).workspace
    assert refused.value.code == "E506"


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path, cache: MaterialsCache) -> None:
    materials = cache.of(write_task(tmp_path / "a"))
    shutil.rmtree(tmp_path / "a")
    with pytest.raises(GradingError, match="has changed since it was loaded"):
        _ = materials.tests


@pytest.mark.parametrize("part", ["workspace", "tests", "solution", "repairs", "frozen"])
def test_every_part_of_a_task_that_changed_is_refused(tmp_path: Path, cache: MaterialsCache, part: str) -> None:
    task = write_task(tmp_path / "a")
    (tmp_path / "a/workspace/x.py").write_text("x = 2\n")
    with pytest.raises(GradingError) as refused:
        getattr(cache.of(task), part)
    assert refused.value.code == "E506"


def test_a_folder_that_became_one_that_no_task_may_be_is_refused_as_changed(
    tmp_path: Path, cache: MaterialsCache
) -> None:
    task = write_task(tmp_path / "a")
    (tmp_path / "a/workspace/link").symlink_to("/etc/passwd")
    assert_changed(cache, task)


def test_what_was_read_stays_as_it_was_loaded(tmp_path: Path, cache: MaterialsCache) -> None:
    task = write_task(tmp_path / "a")
    before = cache.of(task).workspace
    (tmp_path / "a/workspace/x.py").write_text("x = 2\n")
    assert cache.of(task).workspace == before


def test_what_a_reader_does_to_a_part_stays_with_him(tmp_path: Path, cache: MaterialsCache) -> None:
    materials = cache.of(write_task(tmp_path / "a"))
    materials.workspace.clear()
    assert list(materials.workspace) == ["x.py"]


def test_a_task_without_a_folder_has_the_files_that_it_is_given(tmp_path: Path) -> None:
    materials = materials_from(write_task(tmp_path / "a"), {"workspace/y.py": b"", "tests/t": b""})
    assert (list(materials.workspace), list(materials.tests), materials.solution) == (["y.py"], ["t"], {})


# --- the bound -------------------------------------------------------------------------------------------------------


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("traced")
def test_the_cache_stays_within_its_bytes_however_many_folders_pass_through(tmp_path: Path) -> None:
    tasks = [write_task(tmp_path / f"t{number}", 3 * MIB) for number in range(24)]
    cache = MaterialsCache(most_bytes=10 * MIB)
    before = tracemalloc.get_traced_memory()[0]
    for task in tasks:
        assert len(cache.of(task).tests["large"]) > 3 * MIB
        assert cache.size_bytes <= 10 * MIB
    held = tracemalloc.get_traced_memory()[0] - before
    assert 9 * MIB < held < 11 * MIB


@pytest.mark.usefixtures("traced")
def test_a_folder_larger_than_the_cache_is_read_and_not_kept(tmp_path: Path) -> None:
    small, large = write_task(tmp_path / "small", MIB), write_task(tmp_path / "large", 4 * MIB)
    cache = MaterialsCache(most_bytes=2 * MIB)
    _ = cache.of(small).tests
    kept = cache.size_bytes
    assert len(cache.of(large).tests["large"]) > 4 * MIB
    assert cache.size_bytes == kept


def test_the_folder_that_was_longest_not_asked_for_goes_first(tmp_path: Path) -> None:
    first, second, third = (write_task(tmp_path / name, MIB) for name in ("first", "second", "third"))
    cache = MaterialsCache(most_bytes=5 * MIB // 2)
    for task in (first, second, first, third):
        _ = cache.of(task).workspace
    shutil.rmtree(tmp_path)
    assert list(cache.of(first).workspace) == list(cache.of(third).workspace) == ["x.py"]
    assert_changed(cache, second)
