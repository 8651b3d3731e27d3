SELECT id, DATEDIFF(sent, placed) AS days FROM orders
