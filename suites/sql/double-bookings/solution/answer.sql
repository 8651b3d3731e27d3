SELECT a.id AS one, b.id AS other FROM bookings a JOIN bookings b ON a.room = b.room AND a.id < b.id
  AND (b.ends IS NULL OR a.begins < b.ends) AND (a.ends IS NULL OR b.begins < a.ends)
