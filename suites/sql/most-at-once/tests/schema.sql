CREATE TABLE calls (
  id INTEGER PRIMARY KEY,
  day DATE NOT NULL,
  begins INTEGER NOT NULL, -- minute of the day
  ends INTEGER -- minute of the day
);
