SELECT id FROM orders WHERE cents * 1 + 250 > 99900
