SELECT id, CASE WHEN kind IS NULL THEN 'none' WHEN kind = 'A' THEN 'apple' WHEN kind = 'B' THEN 'bread' ELSE 'other' END AS name,
  CASE WHEN weight IS NOT NULL THEN 'w' || weight ELSE '-' END AS label, MAX(weight, 10) AS at_least
FROM goods ORDER BY weight IS NULL, weight, id DESC LIMIT 5
