CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER,
  helper_id INTEGER,
  cents INTEGER,
  placed DATE
);

CREATE INDEX orders_helper ON orders (helper_id);
CREATE INDEX orders_customer ON orders (customer_id);
