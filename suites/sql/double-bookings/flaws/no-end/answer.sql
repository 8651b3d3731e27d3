SELECT a.id AS one, b.id AS other FROM bookings a JOIN bookings b ON a.room = b.room AND a.id < b.id
  AND a.begins < b.ends AND b.begins < a.ends
