SELECT id, CASE kind WHEN 'A' THEN 'apple' WHEN 'B' THEN 'bread' WHEN NULL THEN 'none' ELSE 'other' END AS name,
  IF(weight IS NOT NULL, CONCAT('w', weight), '-') AS label, GREATEST(weight, 10) AS at_least FROM goods ORDER BY weight IS NULL, weight, id DESC LIMIT 5
