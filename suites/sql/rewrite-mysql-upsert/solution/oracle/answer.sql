MERGE INTO totals t USING (SELECT word, COUNT(*) AS seen, MAX(day) AS last_day FROM words WHERE word IS NOT NULL GROUP BY word) w
ON (t.word = w.word)
WHEN MATCHED THEN UPDATE SET t.seen = NVL(t.seen, 0) + w.seen,
  t.last_day = CASE WHEN t.last_day IS NULL OR w.last_day > t.last_day THEN w.last_day ELSE t.last_day END
WHEN NOT MATCHED THEN INSERT (word, seen, last_day) VALUES (w.word, w.seen, w.last_day)
