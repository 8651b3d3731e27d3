<?php

const LEAST_ROOM = 19;
const BULLET = '[-*]|[0-9]{1,3}\.';

enum Kind
{
    case Blank;
    case Fixed;
    case Words;
}

final class Part
{
    public function __construct(
        public readonly int $depth,
        public readonly Kind $kind,
        public readonly string $front,
        public array $words = [],
    ) {
    }
}

function words_of(string $text): array
{
    return preg_split('/ +/', $text, -1, PREG_SPLIT_NO_EMPTY);
}

function parse(array $lines): array
{
    $parts = [];
    $last = null;
    foreach ($lines as $line) {
        preg_match('/^(?: ?>)*/', $line, $found);
        $depth = substr_count($found[0], '>');
        $rest = substr($line, strlen($found[0]));
        if ($depth > 0 && str_starts_with($rest, ' ')) {
            $rest = substr($rest, 1);
        }
        if (trim($rest, ' ') === '') {
            if ($last !== [$depth, Kind::Blank]) {
                $parts[] = new Part($depth, Kind::Blank, '');
            }
            $last = [$depth, Kind::Blank];
            continue;
        }
        if (str_starts_with($rest, '   ')) {
            $parts[] = new Part($depth, Kind::Fixed, rtrim($rest, ' '));
            $last = [$depth, Kind::Fixed];
            continue;
        }
        if (preg_match('/^ {0,2}(' . BULLET . ') +(?=[^ ])/', $rest, $item)) {
            $parts[] = new Part($depth, Kind::Words, "$item[1] ", words_of(substr($rest, strlen($item[0]))));
        } elseif ($last === [$depth, Kind::Words]) {
            array_push(end($parts)->words, ...words_of($rest));
        } else {
            $parts[] = new Part($depth, Kind::Words, '', words_of($rest));
        }
        $last = [$depth, Kind::Words];
    }
    return $parts;
}

function bind(array $words): array
{
    $bound = [];
    foreach ($words as $word) {
        if ($bound && preg_match('/^(?:(?:' . BULLET . ')$|>)/', $word)) {
            $bound[] = array_pop($bound) . " $word";
        } else {
            $bound[] = $word;
        }
    }
    return $bound;
}

function fill(array $words, int $room): array
{
    $lines = [];
    $length = $room;
    foreach ($words as $word) {
        $length += 1 + strlen($word);
        if ($length > $room) {
            $lines[] = [];
            $length = strlen($word);
        }
        $lines[count($lines) - 1][] = $word;
    }
    $last = count($lines) - 1;
    if ($last > 0 && count($lines[$last]) === 1 && count($lines[$last - 1]) >= 3) {
        $moved = end($lines[$last - 1]);
        if (strlen($moved) + 1 + strlen($lines[$last][0]) <= $room) {
            array_unshift($lines[$last], array_pop($lines[$last - 1]));
        }
    }
    return array_map(fn($line) => implode(' ', $line), $lines);
}

[$width, $mail] = explode("\n", stream_get_contents(STDIN), 2);
$lines = explode("\n", $mail);
array_pop($lines);
$output = [];
$refilled = 0;
foreach (parse($lines) as $part) {
    $quote = $part->depth > 0 ? str_repeat('>', $part->depth) . ' ' : '';
    if ($part->kind !== Kind::Words) {
        $output[] = rtrim($quote . $part->front, ' ');
        continue;
    }
    $refilled++;
    $room = max(LEAST_ROOM, (int) $width - strlen($quote) - strlen($part->front));
    foreach (fill(bind($part->words), $room) as $number => $line) {
        $output[] = $quote . ($number ? str_repeat(' ', strlen($part->front)) : $part->front) . $line;
    }
}
$widest = 0;
foreach ($output as $line) {
    echo $line, "\n";
    $widest = max($widest, strlen($line));
}
echo "refilled $refilled widest $widest\n";
