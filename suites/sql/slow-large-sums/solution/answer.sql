SELECT id FROM orders WHERE cents > 99650
