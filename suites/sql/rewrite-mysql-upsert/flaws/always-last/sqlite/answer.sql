INSERT INTO totals (word, seen, last_day)
SELECT word, COUNT(*), MAX(day) FROM words WHERE word IS NOT NULL GROUP BY word
ON CONFLICT (word) DO UPDATE SET seen = COALESCE(totals.seen, 0) + excluded.seen, last_day = excluded.last_day
