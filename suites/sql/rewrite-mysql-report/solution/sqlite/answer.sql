SELECT month, COALESCE((SELECT group_concat(payer, '+') FROM (SELECT DISTINCT payer FROM payments p
    WHERE strftime('%Y-%m', p.paid) = m.month ORDER BY payer)), 'nobody') AS payers, large
FROM (SELECT strftime('%Y-%m', paid) AS month, COUNT(CASE WHEN cents >= 1000 THEN id END) AS large
  FROM payments WHERE paid IS NOT NULL GROUP BY 1) m
