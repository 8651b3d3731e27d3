SELECT DATE_FORMAT(paid, '%Y-%m') AS month,
       IFNULL(GROUP_CONCAT(DISTINCT payer ORDER BY payer SEPARATOR '+'), 'nobody') AS payers,
       SUM(IF(cents >= 1000, 1, 0)) AS large
FROM payments
WHERE paid IS NOT NULL
GROUP BY DATE_FORMAT(paid, '%Y-%m');
