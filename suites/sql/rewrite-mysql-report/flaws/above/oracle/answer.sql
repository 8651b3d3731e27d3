SELECT TO_CHAR(paid, 'YYYY-MM') AS month, NVL(LISTAGG(DISTINCT payer, '+') WITHIN GROUP (ORDER BY payer), 'nobody') AS payers,
  SUM(CASE WHEN cents > 1000 THEN 1 ELSE 0 END) AS large
FROM payments WHERE paid IS NOT NULL GROUP BY TO_CHAR(paid, 'YYYY-MM')
