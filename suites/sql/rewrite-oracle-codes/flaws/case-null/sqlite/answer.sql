SELECT id, CASE kind WHEN 'A' THEN 'apple' WHEN 'B' THEN 'bread' WHEN NULL THEN 'none' ELSE 'other' END AS name,
  CASE WHEN weight IS NOT NULL THEN 'w' || weight ELSE '-' END AS label, MAX(weight, 10) AS at_least
FROM goods ORDER BY weight IS NULL, weight, id DESC LIMIT 5
