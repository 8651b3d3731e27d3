"""A list of tasks for the command line. It is kept in todo.json; `--file` and `--today` come before the command."""

import argparse
import datetime
import sys

import listing
from models import TodoError, parse_day, parse_due, parse_priority, parse_tags, parse_title
from storage import Store


def build_parser():
    """The parser of the command line."""
    parser = argparse.ArgumentParser(prog="todo", description="A list of tasks.")
    parser.add_argument("--file", default="todo.json", help="where the list is kept")
    parser.add_argument("--today", default=None, help="the day that is taken for today")
    commands = parser.add_subparsers(dest="command", required=True)

    add = commands.add_parser("add", help="add a task")
    add.add_argument("title", nargs="+")
    add_parts(add)

    edit = commands.add_parser("edit", help="change parts of a task")
    edit.add_argument("id", type=int)
    edit.add_argument("--title")
    add_parts(edit)

    show = commands.add_parser("list", help="show tasks that are not done")
    show.add_argument("--all", action="store_true", help="those that are done, too")
    show.add_argument("--tag")
    show.add_argument("--overdue", action="store_true")
    show.add_argument("--sort", choices=listing.ORDERS, default="added")

    search = commands.add_parser("search", help="show tasks with all of these words in title or note")
    search.add_argument("words", nargs="+")

    for name, text in (("show", "show all of a task"), ("done", "mark tasks as done"), ("undo", "mark as not done")):
        commands.add_parser(name, help=text).add_argument("ids", type=int, nargs="+")
    commands.add_parser("remove", help="remove tasks").add_argument("ids", type=int, nargs="+")
    commands.add_parser("clear", help="remove all tasks that are done")
    commands.add_parser("stats", help="count tasks")
    return parser


def add_parts(parser):
    """The options that add and edit share."""
    parser.add_argument("--priority", type=str.lower)
    parser.add_argument("--due", help="a day, or never")
    parser.add_argument("--tag", action="append", help="may be given several times, or several with commas")
    parser.add_argument("--note")


def parts_of(args):
    """The parts of a task that a command line names, checked."""
    parts = {}
    if args.priority is not None:
        parts["priority"] = parse_priority(args.priority)
    if args.due is not None:
        parts["due"] = parse_due(args.due)
    if args.tag is not None:
        parts["tags"] = parse_tags(args.tag)
    if args.note is not None:
        parts["note"] = args.note.strip()
    return parts


def run_add(store, args, today):
    task = store.add(title=parse_title(" ".join(args.title)), created_on=today, **parts_of(args))
    store.save()
    return [f"added {task.id}"]


def run_edit(store, args, today):
    task = store.get(args.id)
    parts = parts_of(args)
    if args.title is not None:
        parts["title"] = parse_title(args.title)
    if not parts:
        raise TodoError("nothing to change")
    for name, value in parts.items():
        setattr(task, name, value)
    return [f"changed {task.id}"]


def run_list(store, args, today):
    chosen = listing.select(store.tasks, today, everything=args.all, tag=args.tag, overdue=args.overdue)
    return [listing.line(task, today) for task in listing.in_order(chosen, args.sort)]


def run_search(store, args, today):
    return [listing.line(task, today) for task in listing.matching(store.tasks, args.words)]


def run_show(store, args, today):
    return [text for number in args.ids for text in listing.details(store.get(number))]


def run_done(store, args, today):
    for number in args.ids:
        store.get(number).finish(today)
    store.save()
    return [f"done {number}" for number in args.ids]


def run_undo(store, args, today):
    for number in args.ids:
        store.get(number).reopen()
    store.save()
    return [f"open {number}" for number in args.ids]


def run_remove(store, args, today):
    """Remove all of the tasks, or none where one of the numbers is wrong."""
    removed = [store.remove(number) for number in dict.fromkeys(args.ids)]
    store.save()
    return [f"removed {task.id}" for task in removed]


def run_clear(store, args, today):
    count = store.clear()
    store.save()
    return [f"removed {count}"]


def run_stats(store, args, today):
    return [listing.counts(store.tasks, today)]


COMMANDS = {
    "add": run_add,
    "edit": run_edit,
    "list": run_list,
    "search": run_search,
    "show": run_show,
    "done": run_done,
    "undo": run_undo,
    "remove": run_remove,
    "clear": run_clear,
    "stats": run_stats,
}


def main(arguments=None):
    """Run a command. Returns 0, or 1 where the user did something wrong, which is told on standard error."""
    args = build_parser().parse_args(arguments)
    try:
        today = parse_day(args.today) if args.today else datetime.date.today().isoformat()
        for text in COMMANDS[args.command](Store(args.file), args, today):
            print(text)
    except TodoError as error:
        print(f"todo: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
