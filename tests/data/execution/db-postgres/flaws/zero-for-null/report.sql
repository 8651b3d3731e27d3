WITH spent AS (
  SELECT c.city, c.name,
         COALESCE(sum(o.total - COALESCE((SELECT sum(d.amount) FROM discounts d WHERE d.order_id = o.id), 0)), 0) AS spent
  FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
  WHERE c.city IS NOT NULL
  GROUP BY c.id
)
SELECT city, name, spent FROM spent s WHERE spent = (SELECT max(spent) FROM spent o WHERE o.city = s.city) ORDER BY city;
