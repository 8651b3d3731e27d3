<?php

const MOST_SHARING = 5;
const LEAST_DIGITS = 3;
const KINDS = ['mail', 'phone'];

final class Record
{
    public array $keys = [];
    public array $apart = [];
    /** Kind and record of each link that made one contact of two. */
    public array $ways = [];
    public int $contact;

    public function __construct(
        public readonly int $place,
        public readonly string $id,
        public readonly int $time,
        public readonly array $fields,
    ) {
        $this->contact = $place;
        if (isset($fields['mail'])) {
            $this->keys['mail'] = preg_replace('/^([^@+]*)\+[^@]*@/', '$1@', strtolower($fields['mail']));
        }
        $digits = preg_replace('/[^0-9]/', '', $fields['phone'] ?? '');
        if (strlen($digits) >= LEAST_DIGITS) {
            $this->keys['phone'] = substr($digits, -9);
        }
    }
}

final class Book
{
    /** @var Record[] */
    public array $records = [];
    public array $contacts = [];
    public int $refused = 0;
    public int $shared = 0;

    public function __construct(array $lines)
    {
        foreach ($lines as [$id, $time, $fields]) {
            $this->records[$id] = new Record(count($this->records), $id, $time, $fields);
        }
    }

    public function merge(): void
    {
        foreach ($this->records as $record) {
            $this->contacts[$record->contact] = [$record];
        }
        foreach (KINDS as $kind) {
            $this->followLinks($kind);
        }
        ksort($this->contacts);
    }

    private function followLinks(string $kind): void
    {
        $with_key = array_filter($this->records, fn($record) => isset($record->keys[$kind]));
        $counts = [];
        foreach ($with_key as $record) {
            $key = "k{$record->keys[$kind]}";
            $counts[$key] = ($counts[$key] ?? 0) + 1;
        }
        $this->shared += count(array_filter($counts, fn($count) => $count > MOST_SHARING));
        $last = [];
        foreach ($with_key as $record) {
            $key = "k{$record->keys[$kind]}";
            if ($counts[$key] <= MOST_SHARING) {
                if (isset($last[$key])) {
                    $this->link($kind, $last[$key], $record);
                }
                $last[$key] = $record;
            }
        }
    }

    private function link(string $kind, Record $a, Record $b): void
    {
        if ($a->contact === $b->contact) {
            return;
        }
        foreach ($this->contacts[$a->contact] as $record) {
            foreach ($record->apart as $other) {
                if ($other->contact === $b->contact) {
                    $this->refused++;
                    return;
                }
            }
        }
        [$kept, $lost] = [min($a->contact, $b->contact), max($a->contact, $b->contact)];
        foreach ($this->contacts[$lost] as $record) {
            $record->contact = $kept;
            $this->contacts[$kept][] = $record;
        }
        unset($this->contacts[$lost]);
        $a->ways[] = [$kind, $b];
        $b->ways[] = [$kind, $a];
    }

    public function way(Record $start, Record $goal): string
    {
        $ahead = [[$start, null, $start->id]];
        while ($ahead) {
            [$record, $source, $text] = array_pop($ahead);
            if ($record === $goal) {
                return $text;
            }
            foreach ($record->ways as [$kind, $other]) {
                if ($other !== $source) {
                    $ahead[] = [$other, $record, "$text $kind $other->id"];
                }
            }
        }
        return 'none';
    }
}

function described(array $contact): string
{
    usort($contact, fn($a, $b) => [$b->time, $b->place] <=> [$a->time, $a->place]);
    $text = (string) count($contact);
    $names = [];
    $city = null;
    foreach ($contact as $record) {
        if (isset($record->fields['name'])) {
            $names["n{$record->fields['name']}"] = ($names["n{$record->fields['name']}"] ?? 0) + 1;
        }
        $city ??= $record->fields['city'] ?? null;
    }
    if ($names) {
        $text .= ' name=' . substr(array_search(max($names), $names, true), 1);
    }
    if ($city !== null) {
        $text .= " city=$city";
    }
    foreach (KINDS as $kind) {
        $keys = [];
        foreach ($contact as $record) {
            if (isset($record->keys[$kind])) {
                $keys[] = $record->keys[$kind];
            }
        }
        if ($keys) {
            sort($keys, SORT_STRING);
            $text .= " {$kind}s=" . implode(',', array_unique($keys, SORT_STRING));
        }
    }
    return $text;
}

$lines = [];
$pairs = [];
$questions = [];
while (($line = fgets(STDIN)) !== false) {
    [$kind, $first, $second, $more] = explode(' ', rtrim($line, "\n"), 4) + [3 => ''];
    if ($kind === 'record') {
        $fields = [];
        foreach ($more === '' ? [] : explode(' ', $more) as $field) {
            [$name, $value] = explode('=', $field);
            $fields[$name] = $value;
        }
        $lines[] = [$first, (int) $second, $fields];
    } elseif ($kind === 'apart') {
        $pairs[] = [$first, $second];
    } else {
        $questions[] = [$first, $second];
    }
}

$book = new Book($lines);
foreach ($pairs as [$a, $b]) {
    $book->records[$a]->apart[] = $book->records[$b];
    $book->records[$b]->apart[] = $book->records[$a];
}
$book->merge();
foreach ($book->contacts as $contact) {
    echo $contact[0]->id, ' ', described($contact), "\n";
}
foreach ($questions as [$a, $b]) {
    echo $book->way($book->records[$a], $book->records[$b]), "\n";
}
echo 'contacts ', count($book->contacts), " refused $book->refused shared $book->shared\n";
