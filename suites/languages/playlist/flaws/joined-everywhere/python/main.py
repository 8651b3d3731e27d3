import sys


class Playlist:
    """Steps are kept as the lists before them."""

    def __init__(self):
        self.songs = []
        self.before = []
        self.after = []
        self.removed_at = None

    def edit(self, songs, removed_at=None):
        if removed_at is None or self.removed_at is None:
            self.before.append(self.songs)
            del self.before[:-15]
        self.after.clear()
        self.songs = songs
        self.removed_at = removed_at

    def travel(self, source, target):
        """Undo or redo a step; false when there is none."""
        self.removed_at = None
        if not source:
            return False
        target.append(self.songs)
        self.songs = source.pop()
        return True

    def change(self, command, position, argument=None):
        """Carry out an edit; false when a position does not fit."""
        songs = self.songs[:]
        if command == "insert":
            if not 1 <= position <= len(songs) + 1:
                return False
            songs.insert(position - 1, argument)
            self.edit(songs)
            return True
        if not 1 <= position <= len(songs):
            return False
        song = songs.pop(position - 1)
        if command == "remove":
            self.edit(songs, position)
            return True
        target = int(argument)
        if not 1 <= target <= len(self.songs):
            return False
        songs.insert(target - 1, song)
        self.edit(songs)
        return True


def main():
    playlist = Playlist()
    for line in sys.stdin:
        command, *words = line.split()
        if command == "show":
            print(*playlist.songs or ["silent"])
        elif command == "undo":
            if not playlist.travel(playlist.before, playlist.after):
                print("nothing")
        elif command == "redo":
            if not playlist.travel(playlist.after, playlist.before):
                print("nothing")
        elif not playlist.change(command, int(words[0]), *words[1:]):
            playlist.removed_at = None
            print("misfit")


main()
