SELECT id, sent - placed AS days FROM orders WHERE sent IS NOT NULL
