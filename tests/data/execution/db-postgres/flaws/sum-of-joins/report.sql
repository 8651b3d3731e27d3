WITH spent AS (
  SELECT c.city, c.name, sum(o.total - COALESCE(d.amount, 0)) AS spent
  FROM customers c JOIN orders o ON o.customer_id = c.id LEFT JOIN discounts d ON d.order_id = o.id
  WHERE c.city IS NOT NULL
  GROUP BY c.id
)
SELECT city, name, spent FROM spent s WHERE spent = (SELECT max(spent) FROM spent o WHERE o.city = s.city) ORDER BY city;
