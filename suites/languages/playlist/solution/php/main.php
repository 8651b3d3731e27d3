<?php
declare(strict_types=1);

const MOST = 15;

final class Playlist
{
    public array $songs = [];
    private array $before = [];
    private array $after = [];
    private ?int $removedAt = null;

    public function undo(): bool
    {
        return $this->travel($this->before, $this->after);
    }

    public function redo(): bool
    {
        return $this->travel($this->after, $this->before);
    }

    public function insert(int $position, string $song): bool
    {
        $songs = $this->songs;
        array_splice($songs, $position - 1, 0, [$song]);
        return $this->edit($position >= 1 && $position <= count($this->songs) + 1, $songs);
    }

    public function remove(int $position): bool
    {
        $songs = $this->songs;
        array_splice($songs, $position - 1, 1);
        return $this->edit($this->has($position), $songs, $position);
    }

    public function move(int $from, int $to): bool
    {
        $songs = $this->songs;
        $song = array_splice($songs, $from - 1, 1);
        array_splice($songs, $to - 1, 0, $song);
        return $this->edit($this->has($from) && $this->has($to), $songs);
    }

    private function has(int $position): bool
    {
        return $position >= 1 && $position <= count($this->songs);
    }

    private function edit(bool $fits, array $songs, ?int $removedAt = null): bool
    {
        $latest = $this->removedAt;
        $this->removedAt = $fits ? $removedAt : null;
        if (!$fits) {
            return false;
        }
        if ($removedAt === null || $removedAt !== $latest) {
            $this->before = array_slice([...$this->before, $this->songs], -MOST);
        }
        $this->songs = $songs;
        $this->after = [];
        return true;
    }

    private function travel(array &$source, array &$target): bool
    {
        $this->removedAt = null;
        if ($source === []) {
            return false;
        }
        $target[] = $this->songs;
        $this->songs = array_pop($source);
        return true;
    }
}

$playlist = new Playlist();
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    switch ($words[0]) {
        case 'show':
            echo $playlist->songs === [] ? 'silent' : implode(' ', $playlist->songs), "\n";
            break;
        case 'undo':
            echo $playlist->undo() ? '' : "nothing\n";
            break;
        case 'redo':
            echo $playlist->redo() ? '' : "nothing\n";
            break;
        case 'insert':
            echo $playlist->insert((int) $words[1], $words[2]) ? '' : "misfit\n";
            break;
        case 'remove':
            echo $playlist->remove((int) $words[1]) ? '' : "misfit\n";
            break;
        default:
            echo $playlist->move((int) $words[1], (int) $words[2]) ? '' : "misfit\n";
    }
}
