CREATE INDEX orders_helper ON orders (helper_id, customer_id)
