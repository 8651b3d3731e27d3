<?php
declare(strict_types=1);

$rows = [];
$status = 0;
while (($line = fgets(STDIN)) !== false) {
    [$name, $number] = explode(';', trim($line) . ';');
    if (!is_numeric($number)) {
        fwrite(STDERR, "no number: $line");
        $status = 2;
        continue;
    }
    $rows[] = [$name, (float) $number];
}
$width = max([0, ...array_map(fn (array $row): int => mb_strlen($row[0]), $rows)]);
foreach ($rows as [$name, $number]) {
    echo $name, str_repeat(' ', $width - mb_strlen($name)), ' ', number_format($number, 2), PHP_EOL;
}
exit($status);
