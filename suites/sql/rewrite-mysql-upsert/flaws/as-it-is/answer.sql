INSERT INTO totals (word, seen, last_day)
SELECT word, COUNT(*), MAX(day) FROM words WHERE word IS NOT NULL GROUP BY word
ON DUPLICATE KEY UPDATE
  seen = IFNULL(seen, 0) + VALUES(seen),
  last_day = IF(last_day IS NULL OR VALUES(last_day) > last_day, VALUES(last_day), last_day);
