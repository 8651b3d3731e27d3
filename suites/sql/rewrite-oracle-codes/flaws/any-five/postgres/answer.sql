SELECT * FROM (SELECT id, CASE WHEN kind IS NULL THEN 'none' WHEN kind = 'A' THEN 'apple' WHEN kind = 'B' THEN 'bread' ELSE 'other' END AS name,
  CASE WHEN weight IS NOT NULL THEN 'w' || weight ELSE '-' END AS label, CASE WHEN weight IS NOT NULL THEN GREATEST(weight, 10) END AS at_least FROM goods LIMIT 5) x ORDER BY at_least, id DESC
