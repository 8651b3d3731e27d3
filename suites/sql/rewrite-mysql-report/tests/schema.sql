CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  payer VARCHAR(60),
  paid DATE,
  cents INTEGER
);
