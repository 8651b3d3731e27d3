SELECT id, 'back' AS state FROM loans WHERE returned > due
