SELECT LOWER(mail) AS mail, COUNT(*) AS accounts FROM accounts GROUP BY LOWER(mail) HAVING COUNT(*) > 1
