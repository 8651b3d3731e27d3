<?php
// Multiplies the numbers of its input.
echo array_product(array_map('intval', explode(' ', trim(fgets(STDIN))))), "\n";
