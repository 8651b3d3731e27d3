CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  boss_id INTEGER -- staff.id
);
