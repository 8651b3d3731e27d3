WITH net AS (
  SELECT o.customer_id, o.total - COALESCE((SELECT sum(d.amount) FROM discounts d WHERE d.order_id = o.id), 0) AS total
  FROM orders o
), spent AS (
  SELECT c.city, c.name, sum(n.total) AS spent
  FROM customers c JOIN net n ON n.customer_id = c.id
  GROUP BY c.id
)
SELECT city, name, spent
FROM spent s
WHERE spent = (SELECT max(spent) FROM spent o WHERE o.city = s.city)
ORDER BY city;
