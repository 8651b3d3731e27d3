CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  number_used INTEGER
);
