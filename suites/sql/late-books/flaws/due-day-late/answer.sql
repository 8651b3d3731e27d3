SELECT id, CASE WHEN returned IS NULL THEN 'out' ELSE 'back' END AS state FROM loans WHERE returned >= due OR (returned IS NULL AND due < DATE '2024-03-01')
