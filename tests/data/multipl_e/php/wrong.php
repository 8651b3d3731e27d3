<?php
function repeated($texts, $times) {
    $out = [];
    foreach ($texts as $one) for ($i = 0; $i < 1; $i++) $out[] = $one;
    return $out;
}
