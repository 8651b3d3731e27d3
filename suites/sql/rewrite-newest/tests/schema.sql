CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  device VARCHAR(60) NOT NULL,
  taken TIMESTAMP,
  reading INTEGER
);
