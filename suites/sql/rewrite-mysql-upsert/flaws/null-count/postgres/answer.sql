INSERT INTO totals (word, seen, last_day)
SELECT word, COUNT(*), MAX(day) FROM words WHERE word IS NOT NULL GROUP BY word
ON CONFLICT (word) DO UPDATE SET seen = totals.seen + excluded.seen,
  last_day = CASE WHEN totals.last_day IS NULL OR excluded.last_day > totals.last_day THEN excluded.last_day ELSE totals.last_day END
