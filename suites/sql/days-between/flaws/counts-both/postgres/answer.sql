SELECT id, sent - placed + 1 AS days FROM orders WHERE sent IS NOT NULL
