<?php
const MOST = 6;

final class Forum
{
    private array $scores = [];
    private array $cursors = [];
    private int $given = 0;

    public function answer(array $words): string
    {
        [$command, $name] = $words;
        switch ($command) {
            case 'open':
                return $this->page((int) $name, array_keys($this->scores), []);
            case 'next':
                return $this->turn((int) $name);
            case 'post':
                if (isset($this->scores["_$name"])) {
                    return 'known';
                }
                $this->scores["_$name"] = (int) $words[2];
                return 'ok';
        }
        $name = "_$name";  // so that names of digits stay texts
        if (!isset($this->scores[$name])) {
            return 'absent';
        }
        switch ($command) {
            case 'vote':
                $this->scores[$name] += (int) $words[2];
                return 'ok';
            case 'remove':
                unset($this->scores[$name]);
                return 'ok';
            default:
                $key = $this->key($name);
                return (string) (1 + count(array_filter(array_keys($this->scores), fn($other) => self::compare($this->key($other), $key) < 0)));
        }
    }

    private function key(string $name): array
    {
        return [-$this->scores[$name], $name];
    }

    private static function compare(array $one, array $other): int
    {
        return $one[0] <=> $other[0] ?: strcmp($one[1], $other[1]);
    }

    private function turn(int $number): string
    {
        if ($number < 1 || $number > $this->given) {
            return 'invalid';
        }
        if ($number <= $this->given - MOST) {
            return 'expired';
        }
        [$size, $mark, $shown] = $this->cursors[$number];
        $due = array_filter(
            array_keys($this->scores),
            fn($name) => self::compare($this->key($name), $mark) > 0 && !isset($shown[$name])
        );
        return $this->page($size, $due, $shown);
    }

    private function page(int $size, array $due, array $shown): string
    {
        usort($due, fn($one, $other) => self::compare($this->key($one), $this->key($other)));
        $page = array_slice($due, 0, $size);
        $words = array_map(fn($name) => substr($name, 1), $page);
        if (count($due) > $size) {
            $this->cursors[++$this->given] = [$size, $this->key(end($page)), $shown + array_flip($page)];
            $words[] = "more:$this->given";
        }
        return $words ? implode(' ', $words) : 'empty';
    }
}

$forum = new Forum();
while (($line = fgets(STDIN)) !== false) {
    echo $forum->answer(explode(' ', rtrim($line))), "\n";
}
