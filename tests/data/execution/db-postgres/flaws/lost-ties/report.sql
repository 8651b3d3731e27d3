SELECT DISTINCT ON (city) city, name, sum(total - off) AS spent
FROM customers c
JOIN (SELECT o.customer_id, o.total, COALESCE((SELECT sum(amount) FROM discounts d WHERE d.order_id = o.id), 0) AS off
      FROM orders o) n ON n.customer_id = c.id
WHERE city IS NOT NULL
GROUP BY c.id, city, name
ORDER BY city, spent DESC;
