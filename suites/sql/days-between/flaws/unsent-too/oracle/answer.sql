SELECT id, sent - placed AS days FROM orders
