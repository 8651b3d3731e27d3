CREATE VIEW crates AS
SELECT id,
       iif(pieces IS NULL, 'unknown', iif(pieces % 12 = 0, 'full', 'broken')) AS state,
       ifnull(pieces, 0) / 12 AS dozens,
       substr(code, -3) AS ending,
       (SELECT total(b.pieces) FROM boxes b WHERE b.id <= a.id) AS so_far
FROM boxes a;
