SELECT id FROM orders WHERE cents > 100150
