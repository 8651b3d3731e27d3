CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  boss_id INTEGER, -- staff.id
  pay INTEGER
);
