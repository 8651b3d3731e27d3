"""35 tests of the list of tasks. Run them with: python3 -m unittest tests"""

import contextlib
import io
import json
import os
import tempfile
import unittest

import listing
from models import Task, TodoError, parse_day, parse_tags, parse_title
from storage import Store
from todo import main


class TodoTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "todo.json")

    def todo(self, *arguments, today="2024-03-10", status=0):
        """What a command prints, by lines."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.assertEqual(main(["--file", self.path, "--today", today, *arguments]), status)
        self.assertEqual(err.getvalue() != "", status != 0)
        return out.getvalue().splitlines()

    def numbers(self, *arguments):
        """The numbers of the tasks that a command shows."""
        return [int(line.split()[0]) for line in self.todo(*arguments)]


class ModelsTest(unittest.TestCase):
    def test_new_task_is_open(self):
        self.assertFalse(Task(1, "Tea").is_done)

    def test_default_priority(self):
        self.assertEqual(Task(1, "Tea").priority, "normal")

    def test_finish_sets_the_day(self):
        task = Task(1, "Tea")
        task.finish("2024-03-01")
        self.assertEqual(task.done_on, "2024-03-01")

    def test_finish_again_keeps_the_day(self):
        task = Task(1, "Tea", done_on="2024-03-01")
        task.finish("2024-03-09")
        self.assertEqual(task.done_on, "2024-03-01")

    def test_reopen(self):
        task = Task(1, "Tea", done_on="2024-03-01")
        task.reopen()
        self.assertFalse(task.is_done)

    def test_overdue_after_its_day(self):
        self.assertTrue(Task(1, "Tea", due="2024-03-01").is_overdue("2024-03-02"))

    def test_not_overdue_on_its_day(self):
        self.assertFalse(Task(1, "Tea", due="2024-03-01").is_overdue("2024-03-01"))

    def test_done_is_never_overdue(self):
        self.assertFalse(Task(1, "Tea", due="2024-03-01", done_on="2024-03-05").is_overdue("2024-03-09"))

    def test_json_and_back(self):
        task = Task(4, "Tea", "high", "2024-03-01", ["shop"], "green", "2024-02-01", "2024-02-03")
        self.assertEqual(Task.from_json(task.to_json()), task)

    def test_title_without_blanks(self):
        self.assertEqual(parse_title("  buy \n tea "), "buy tea")

    def test_title_is_needed(self):
        self.assertRaises(TodoError, parse_title, "  ")

    def test_day_that_is_none(self):
        self.assertRaises(TodoError, parse_day, "2024-02-30")

    def test_tags_in_small_letters(self):
        self.assertEqual(parse_tags(["Shop", "HOME,garden"]), ["shop", "home", "garden"])

    def test_tags_are_there_once(self):
        self.assertEqual(parse_tags(["shop,home", "home"]), ["shop", "home"])


class StorageTest(TodoTest):
    def test_no_file_is_an_empty_list(self):
        self.assertEqual(Store(self.path).tasks, [])

    def test_saved_and_loaded(self):
        store = Store(self.path)
        store.add(title="Tea", tags=["shop"], note="green")
        store.save()
        self.assertEqual(Store(self.path).tasks, store.tasks)

    def test_number_of_a_removed_task_is_not_used_again(self):
        store = Store(self.path)
        for title in ("Tea", "Bread", "Milk"):
            store.add(title=title)
        store.remove(1)
        self.assertEqual(store.add(title="Salt").id, 4)

    def test_old_file_without_tags(self):
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump({"next_id": 2, "tasks": [{"id": 1, "title": "Tea"}]}, file)
        self.assertEqual(Store(self.path).get(1), Task(1, "Tea", "normal"))

    def test_broken_file(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("[1")
        self.assertRaises(TodoError, Store, self.path)

    def test_clear_keeps_what_is_open(self):
        store = Store(self.path)
        for title in ("Tea", "Bread", "Milk"):
            store.add(title=title)
        store.get(2).finish("2024-03-01")
        self.assertEqual((store.clear(), [task.id for task in store.tasks]), (1, [1, 3]))


class ListingTest(unittest.TestCase):
    def setUp(self):
        self.tasks = [
            Task(1, "Write to Ada", "low", "2024-03-20", ["mail"]),
            Task(2, "Buy tea", "high", None, ["shop"]),
            Task(3, "Buy stamps", "normal", "2024-03-02", ["shop", "mail"]),
            Task(4, "Water the plants", "high", "2024-03-05", done_on="2024-03-05"),
        ]

    def ids(self, tasks):
        return [task.id for task in tasks]

    def test_open_tasks_alone(self):
        self.assertEqual(self.ids(listing.select(self.tasks, "2024-03-10")), [1, 2, 3])

    def test_by_tag(self):
        self.assertEqual(self.ids(listing.select(self.tasks, "2024-03-10", tag="Mail")), [1, 3])

    def test_overdue_tasks(self):
        self.assertEqual(self.ids(listing.select(self.tasks, "2024-03-10", overdue=True)), [3])

    def test_by_due(self):
        self.assertEqual(self.ids(listing.in_order(self.tasks, "due")), [3, 4, 1, 2])

    def test_by_priority(self):
        self.assertEqual(self.ids(listing.in_order(self.tasks, "priority")), [2, 4, 3, 1])

    def test_search_of_one_word(self):
        self.assertEqual(self.ids(listing.matching(self.tasks, ["BUY"])), [2, 3])

    def test_search_of_several_words(self):
        self.assertEqual(self.ids(listing.matching(self.tasks, ["buy", "stamps"])), [3])


class CommandTest(TodoTest):
    def test_add_and_list(self):
        self.assertEqual(self.todo("add", "Buy", "tea", "--priority", "high"), ["added 1"])
        self.assertEqual(self.todo("list"), ["1 [ ] high  Buy tea"])

    def test_add_without_priority(self):
        self.todo("add", "Buy tea", "--due", "2024-03-20", "--tag", "shop")
        self.assertEqual(self.todo("list"), ["1 [ ] normal  Buy tea  due 2024-03-20  #shop"])

    def test_show(self):
        self.todo("add", "Buy tea", "--priority", "low", "--note", "green")
        self.assertEqual(
            self.todo("show", "1"), ["title: Buy tea", "priority: low", "note: green", "created: 2024-03-10"]
        )

    def test_done_and_undo(self):
        self.todo("add", "Buy tea")
        self.assertEqual((self.todo("done", "1"), self.numbers("list")), (["done 1"], []))
        self.assertEqual((self.todo("undo", "1"), self.numbers("list")), (["open 1"], [1]))

    def test_edit_is_kept(self):
        self.todo("add", "Buy tea", "--priority", "low", "--due", "2024-03-20")
        self.assertEqual(self.todo("edit", "1", "--title", "Buy coffee", "--due", "never"), ["changed 1"])
        self.assertEqual(self.todo("list"), ["1 [ ] low  Buy coffee"])

    def test_remove(self):
        self.todo("add", "Buy tea")
        self.todo("add", "Buy bread")
        self.assertEqual((self.todo("remove", "1"), self.numbers("list")), (["removed 1"], [2]))

    def test_wrong_number_is_an_error(self):
        self.assertEqual(self.todo("done", "7", status=1), [])

    def test_stats(self):
        for title, due in (("Tea", "2024-03-01"), ("Bread", "2024-03-15"), ("Milk", "2024-03-02")):
            self.todo("add", title, "--due", due)
        self.todo("done", "3")
        self.assertEqual(self.todo("stats"), ["2 open, 1 overdue, 1 done"])


if __name__ == "__main__":
    unittest.main()
