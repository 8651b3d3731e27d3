CREATE TABLE uses (
  id INTEGER PRIMARY KEY,
  room VARCHAR(60) NOT NULL,
  begins INTEGER NOT NULL, -- minutes
  ends INTEGER -- minutes
);
