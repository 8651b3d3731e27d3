SELECT shop, month, cents - LAG(cents) OVER (PARTITION BY shop ORDER BY month) AS change FROM takings
