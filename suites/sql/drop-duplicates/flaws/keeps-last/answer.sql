DELETE FROM contacts WHERE id NOT IN (SELECT keep FROM (SELECT MAX(id) AS keep FROM contacts GROUP BY name, phone) x)
