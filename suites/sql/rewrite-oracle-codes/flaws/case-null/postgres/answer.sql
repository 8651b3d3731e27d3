SELECT id, CASE kind WHEN 'A' THEN 'apple' WHEN 'B' THEN 'bread' WHEN NULL THEN 'none' ELSE 'other' END AS name,
  CASE WHEN weight IS NOT NULL THEN 'w' || weight ELSE '-' END AS label, CASE WHEN weight IS NOT NULL THEN GREATEST(weight, 10) END AS at_least
FROM goods ORDER BY weight, id DESC LIMIT 5
