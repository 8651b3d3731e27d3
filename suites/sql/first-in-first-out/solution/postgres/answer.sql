SELECT o.id AS order_id, l.id AS lot_id, LEAST(o.above + o.pieces, l.above + l.pieces) - GREATEST(o.above, l.above) AS pieces
FROM (SELECT id, article, pieces, SUM(pieces) OVER (PARTITION BY article ORDER BY id) - pieces AS above FROM orders) o
JOIN (SELECT id, article, pieces, SUM(pieces) OVER (PARTITION BY article ORDER BY id) - pieces AS above FROM lots) l
  ON l.article = o.article AND l.above < o.above + o.pieces AND o.above < l.above + l.pieces
