<?php
function repeated($texts, $times) {
    $out = [];
    foreach ($texts as $one) for ($i = 0; $i < $times; $i++) $out[] = $one;
    return $out;
}
