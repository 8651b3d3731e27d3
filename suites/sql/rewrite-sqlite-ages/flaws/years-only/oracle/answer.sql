SELECT id, 2024 - EXTRACT(YEAR FROM born) AS age, TO_NUMBER(TO_CHAR(born, 'D')) - 1 AS weekday, MOD(DATE '2024-03-01' - born, 7) AS rest FROM people WHERE born IS NOT NULL
