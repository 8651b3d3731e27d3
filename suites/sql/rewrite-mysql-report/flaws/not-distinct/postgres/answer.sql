SELECT to_char(paid, 'YYYY-MM') AS month, COALESCE(string_agg(payer, '+' ORDER BY payer), 'nobody') AS payers,
  COUNT(*) FILTER (WHERE cents >= 1000) AS large FROM payments WHERE paid IS NOT NULL GROUP BY to_char(paid, 'YYYY-MM')
