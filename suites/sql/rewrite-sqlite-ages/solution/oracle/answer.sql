SELECT id, 2024 - EXTRACT(YEAR FROM born) - CASE WHEN TO_CHAR(born, 'MM-DD') > '03-01' THEN 1 ELSE 0 END AS age,
  TO_NUMBER(TO_CHAR(born, 'D')) - 1 AS weekday, MOD(DATE '2024-03-01' - born, 7) AS rest
FROM people WHERE born IS NOT NULL
