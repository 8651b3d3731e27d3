SELECT id, DATEDIFF(sent, placed) AS days FROM orders WHERE sent IS NOT NULL
