SELECT id FROM orders WHERE helper_id = 7
