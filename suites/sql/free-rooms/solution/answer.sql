SELECT r.id FROM rooms r WHERE NOT EXISTS (SELECT * FROM stays s WHERE s.room_id = r.id AND s.arrives <= DATE '2024-05-10' AND (s.leaves > DATE '2024-05-10' OR s.leaves IS NULL))
