SELECT c.name, COUNT(o.id) AS orders, COALESCE(SUM(o.cents), 0) AS cents
FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
GROUP BY c.id, c.name
