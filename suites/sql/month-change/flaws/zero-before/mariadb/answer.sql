SELECT t.shop, t.month, t.cents - COALESCE(p.cents, 0) AS `change` FROM takings t
LEFT JOIN takings p ON p.shop = t.shop AND p.month = t.month - INTERVAL 1 MONTH
