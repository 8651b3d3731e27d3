SELECT n + 1 AS first_free, behind - 1 AS last_free, behind - n - 1 AS missing
FROM (SELECT number_used AS n, LEAD(number_used) OVER (ORDER BY number_used) AS behind FROM invoices) g
WHERE behind > n + 1
