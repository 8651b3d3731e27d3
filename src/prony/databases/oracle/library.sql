-- What the words of Oracle mean, as functions and operators of PostgreSQL. Here DATE is `timestamp`, TIMESTAMP is
-- `timestamptz`, every number is `numeric`, every text is `text`, and '' is NULL.
CREATE SCHEMA oracle;

GRANT USAGE ON SCHEMA oracle TO PUBLIC;

SET search_path = oracle, pg_catalog;

CREATE TABLE dual (dummy text);

INSERT INTO dual VALUES ('X');

GRANT SELECT ON dual TO PUBLIC;

-- Numbers -----------------------------------------------------------------------------------------------------------
CREATE FUNCTION to_char(n numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN t IN ('', '-') THEN '0' ELSE t END FROM (
    SELECT pg_catalog.regexp_replace(pg_catalog.regexp_replace(
      CASE WHEN pg_catalog.scale(n) > 0 THEN pg_catalog.rtrim(pg_catalog.rtrim(pg_catalog.concat(n), '0'), '.')
      ELSE pg_catalog.concat(n) END, '^(-?)0\.', '\1.'), '^-0$', '0') AS t) AS x $$;

CREATE FUNCTION o_text(bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.concat($1) $$;

CREATE CAST (numeric AS text) WITH FUNCTION oracle.to_char(numeric) AS IMPLICIT;

CREATE CAST (bigint AS text) WITH FUNCTION oracle.o_text(bigint) AS IMPLICIT;

CREATE FUNCTION to_char(n numeric, f text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF f !~ '^(FM)?[90.,GDS$]+$' THEN RAISE EXCEPTION 'ORA-01481: a number format that is not emulated'; END IF;
  RETURN pg_catalog.to_char(n, f);
END $$;

CREATE FUNCTION to_number(t text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT t::numeric $$;

CREATE FUNCTION to_number(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT n $$;

CREATE FUNCTION to_number(t text, f text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.to_number(t, f) $$;

CREATE FUNCTION trunc(n numeric, d numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.trunc(n, d::int) $$;

CREATE FUNCTION round(n numeric, d numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.round(n, d::int) $$;

CREATE FUNCTION trunc(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.trunc(n) $$;

CREATE FUNCTION round(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.round(n) $$;

CREATE FUNCTION mod(a numeric, b numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN b = 0 THEN a ELSE pg_catalog.mod(a, b) END $$;

CREATE FUNCTION o_over(a bigint, b bigint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT a::numeric / b::numeric $$;

CREATE OPERATOR / (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = o_over);

CREATE FUNCTION o_same(anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;

CREATE FUNCTION o_greatest(VARIADIC anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN pg_catalog.array_position($1, NULL) IS NULL THEN (SELECT pg_catalog.max(x) FROM pg_catalog.unnest($1) AS x) END $$;

CREATE FUNCTION o_least(VARIADIC anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN pg_catalog.array_position($1, NULL) IS NULL THEN (SELECT pg_catalog.min(x) FROM pg_catalog.unnest($1) AS x) END $$;

-- Numbers beside texts are compared as numbers.
DO $do$
DECLARE name text; op text;
BEGIN
  FOR name, op IN VALUES ('eq', '='), ('ne', '<>'), ('lt', '<'), ('le', '<='), ('gt', '>'), ('ge', '>=') LOOP
    EXECUTE pg_catalog.format('CREATE FUNCTION oracle.o_%s(numeric, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS ''SELECT $1 %s $2::numeric''', name, op);
    EXECUTE pg_catalog.format('CREATE OPERATOR oracle.%s (LEFTARG = numeric, RIGHTARG = text, FUNCTION = oracle.o_%s)', op, name);
    EXECUTE pg_catalog.format('CREATE FUNCTION oracle.o_%s(text, numeric) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS ''SELECT $1::numeric %s $2''', name, op);
    EXECUTE pg_catalog.format('CREATE OPERATOR oracle.%s (LEFTARG = text, RIGHTARG = numeric, FUNCTION = oracle.o_%s)', op, name);
  END LOOP;
END $do$;

-- Texts -------------------------------------------------------------------------------------------------------------
CREATE FUNCTION o_concat(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(pg_catalog.concat(a, b), '') $$;

CREATE FUNCTION concat(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT o_concat(a, b) $$ SET search_path = oracle, pg_catalog;

CREATE OPERATOR || (LEFTARG = text, RIGHTARG = text, FUNCTION = o_concat);

CREATE FUNCTION o_concat(a numeric, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(pg_catalog.concat(oracle.to_char(a), b), '') $$;

CREATE OPERATOR || (LEFTARG = numeric, RIGHTARG = text, FUNCTION = o_concat);

CREATE FUNCTION o_concat(a text, b numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(pg_catalog.concat(a, oracle.to_char(b)), '') $$;

CREATE OPERATOR || (LEFTARG = text, RIGHTARG = numeric, FUNCTION = o_concat);

CREATE FUNCTION o_concat(a numeric, b numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(pg_catalog.concat(oracle.to_char(a), oracle.to_char(b)), '') $$;

CREATE OPERATOR || (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = o_concat);

CREATE FUNCTION length(t text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.length(t)::numeric $$;

CREATE FUNCTION ascii(t text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.ascii(t)::numeric $$;

CREATE FUNCTION chr(n numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.chr(n::int) $$;

CREATE FUNCTION substr(t text, n numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN n < 0 AND -n > pg_catalog.length(t) THEN NULL
    ELSE nullif(pg_catalog.substr(t, CASE WHEN n < 0 THEN pg_catalog.length(t) + pg_catalog.trunc(n)::int + 1 ELSE GREATEST(pg_catalog.trunc(n)::int, 1) END), '') END $$;

CREATE FUNCTION substr(t text, n numeric, size numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN size < 1 THEN NULL
    ELSE nullif(pg_catalog.substr(oracle.substr(t, n), 1, pg_catalog.trunc(size)::int), '') END $$;

CREATE FUNCTION instr(t text, what text, begins numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE at int := begins::int - 1; step int; i int;
BEGIN
  IF begins < 1 OR nth < 1 THEN RAISE EXCEPTION 'INSTR from the end is not emulated'; END IF;
  FOR i IN 1 .. nth::int LOOP
    step := pg_catalog.strpos(pg_catalog.substr(t, at + 1), what);
    IF step = 0 THEN RETURN 0; END IF;
    at := at + step;
  END LOOP;
  RETURN at;
END $$;

CREATE FUNCTION replace(t text, a text, b text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(CASE WHEN a IS NULL THEN t ELSE pg_catalog.replace(t, a, coalesce(b, '')) END, '') $$;

CREATE FUNCTION translate(t text, a text, b text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.translate(t, a, b), '') $$;

CREATE FUNCTION o_trim(place text, what text, t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(CASE place WHEN 'LEADING' THEN pg_catalog.ltrim(t, what) WHEN 'TRAILING' THEN pg_catalog.rtrim(t, what)
    ELSE pg_catalog.btrim(t, what) END, '') $$;

CREATE FUNCTION ltrim(t text, what text DEFAULT ' ') RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.ltrim(t, what), '') $$;

CREATE FUNCTION rtrim(t text, what text DEFAULT ' ') RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.rtrim(t, what), '') $$;

CREATE FUNCTION lpad(t text, n numeric, what text DEFAULT ' ') RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.lpad(t, n::int, what), '') $$;

CREATE FUNCTION rpad(t text, n numeric, what text DEFAULT ' ') RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.rpad(t, n::int, what), '') $$;

CREATE FUNCTION regexp_replace(t text, pattern text, b text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN pattern IS NULL THEN t ELSE nullif(pg_catalog.regexp_replace(t, pattern, coalesce(b, ''), 'g'), '') END $$;

CREATE FUNCTION regexp_substr(t text, pattern text, begins numeric, nth numeric DEFAULT 1) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.regexp_substr(t, pattern, begins::int, nth::int), '') $$;

CREATE FUNCTION regexp_substr(t text, pattern text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(pg_catalog.regexp_substr(t, pattern), '') $$;

CREATE FUNCTION regexp_count(t text, pattern text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.regexp_count(t, pattern)::numeric $$;

-- Dates -------------------------------------------------------------------------------------------------------------
CREATE FUNCTION o_day(a timestamp, b numeric) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT a + pg_catalog.make_interval(secs => pg_catalog.round(b * 86400)::double precision) $$;

CREATE FUNCTION o_day(b numeric, a timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT oracle.o_day(a, b) $$;

CREATE FUNCTION o_day_less(a timestamp, b numeric) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT oracle.o_day(a, -b) $$;

CREATE OPERATOR + (LEFTARG = timestamp, RIGHTARG = numeric, FUNCTION = o_day);

CREATE OPERATOR + (LEFTARG = numeric, RIGHTARG = timestamp, FUNCTION = o_day);

CREATE OPERATOR - (LEFTARG = timestamp, RIGHTARG = numeric, FUNCTION = o_day_less);

CREATE FUNCTION o_days(a timestamp, b timestamp) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (pg_catalog.date_part('epoch', a)::numeric - pg_catalog.date_part('epoch', b)::numeric) / 86400 $$;

CREATE OPERATOR - (LEFTARG = timestamp, RIGHTARG = timestamp, FUNCTION = o_days);

CREATE FUNCTION o_instant(a timestamptz, b numeric) RETURNS timestamp LANGUAGE sql STABLE STRICT AS $$
  SELECT oracle.o_day(pg_catalog.date_trunc('second', a)::timestamp, b) $$;

CREATE FUNCTION o_instant_less(a timestamptz, b numeric) RETURNS timestamp LANGUAGE sql STABLE STRICT AS $$
  SELECT oracle.o_instant(a, -b) $$;

CREATE OPERATOR + (LEFTARG = timestamptz, RIGHTARG = numeric, FUNCTION = o_instant);

CREATE OPERATOR - (LEFTARG = timestamptz, RIGHTARG = numeric, FUNCTION = o_instant_less);

CREATE FUNCTION o_later(a timestamp, b interval) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE months int := (pg_catalog.date_part('year', b) * 12 + pg_catalog.date_part('month', b))::int;
BEGIN
  IF months <> 0 AND pg_catalog.date_part('day', a) <> pg_catalog.date_part('day', pg_catalog.timestamp_pl_interval(a, pg_catalog.make_interval(months => months))) THEN
    RAISE EXCEPTION 'ORA-01839: date not valid for month specified';
  END IF;
  RETURN pg_catalog.timestamp_pl_interval(a, b);
END $$;

CREATE FUNCTION o_earlier(a timestamp, b interval) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT oracle.o_later(a, -b) $$;

CREATE OPERATOR + (LEFTARG = timestamp, RIGHTARG = interval, FUNCTION = o_later);

CREATE OPERATOR - (LEFTARG = timestamp, RIGHTARG = interval, FUNCTION = o_earlier);

CREATE FUNCTION last_day(d timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.date_trunc('month', d) + interval '1 month' - interval '1 day' + d::time $$ SET search_path = pg_catalog;

CREATE FUNCTION add_months(d timestamp, n numeric) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN oracle.last_day(d) = d
    THEN oracle.last_day(pg_catalog.timestamp_pl_interval(d, pg_catalog.make_interval(months => pg_catalog.trunc(n)::int)))
    ELSE pg_catalog.timestamp_pl_interval(d, pg_catalog.make_interval(months => pg_catalog.trunc(n)::int)) END $$;

CREATE FUNCTION months_between(a timestamp, b timestamp) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (extract(year FROM a) - extract(year FROM b)) * 12 + extract(month FROM a) - extract(month FROM b)
    + CASE WHEN extract(day FROM a) = extract(day FROM b) OR (oracle.last_day(a) = a AND oracle.last_day(b) = b) THEN 0
      ELSE (extract(day FROM a) - extract(day FROM b) + (extract(epoch FROM a::time) - extract(epoch FROM b::time)) / 86400) / 31 END $$;

CREATE FUNCTION trunc(d timestamp, f text DEFAULT 'DD') RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN CASE
    WHEN pg_catalog.upper(f) IN ('DD', 'DDD', 'J') THEN pg_catalog.date_trunc('day', d)
    WHEN pg_catalog.upper(f) IN ('MM', 'MON', 'MONTH', 'RM') THEN pg_catalog.date_trunc('month', d)
    WHEN pg_catalog.upper(f) IN ('Q') THEN pg_catalog.date_trunc('quarter', d)
    WHEN pg_catalog.upper(f) IN ('YYYY', 'YEAR', 'YY', 'Y', 'SYYYY') THEN pg_catalog.date_trunc('year', d)
    WHEN pg_catalog.upper(f) IN ('IW') THEN pg_catalog.date_trunc('week', d)
    WHEN pg_catalog.upper(f) IN ('HH', 'HH24', 'HH12') THEN pg_catalog.date_trunc('hour', d)
    WHEN pg_catalog.upper(f) IN ('MI') THEN pg_catalog.date_trunc('minute', d)
    WHEN pg_catalog.upper(f) IN ('D', 'DAY', 'DY') THEN
      pg_catalog.timestamp_mi_interval(pg_catalog.date_trunc('day', d), pg_catalog.make_interval(days => pg_catalog.date_part('dow', d)::int))
    ELSE oracle.o_no_timestamp('ORA-01898: a date format that is not emulated') END;
END $$;

CREATE FUNCTION o_no_timestamp(words text) RETURNS timestamp LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', words; END $$;

CREATE FUNCTION trunc(d timestamptz, f text DEFAULT 'DD') RETURNS timestamp LANGUAGE sql STABLE STRICT AS $$
  SELECT oracle.trunc(d::timestamp, f) $$;

CREATE FUNCTION next_day(d timestamp, name text) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.min(x) FROM (SELECT pg_catalog.timestamp_pl_interval(d, pg_catalog.make_interval(days => i)) AS x
    FROM pg_catalog.generate_series(1, 7) AS i) AS days
  WHERE pg_catalog.upper(pg_catalog.to_char(x, 'FMDAY')) LIKE pg_catalog.substr(pg_catalog.upper(name), 1, 3) || '%' $$ SET search_path = pg_catalog;

-- A format: FM holds until the next one; what PostgreSQL reads otherwise is refused.
CREATE FUNCTION o_format(f text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE part text; made text := ''; fill boolean := true;
BEGIN
  FOR part IN SELECT m[1] FROM pg_catalog.regexp_matches(f, '(FM|"[^"]*"|[[:space:][:punct:]]|[[:alnum:]]+|.)', 'gi') AS m LOOP
    IF part ~ '^[[:alnum:]]+$' THEN
      WHILE part <> '' LOOP
        DECLARE word text := pg_catalog.substring(part, '(?i)^(FM|YYYY|RRRR|IYYY|MONTH|MON|MM|MI|DDD|DD|DAY|DY|D|HH24|HH12|HH|SSSSS|SS|FF[1-9]|FF|YY|RR|Q|WW|IW|W|AM|PM|J)');
        BEGIN
          IF word IS NULL THEN RAISE EXCEPTION 'ORA-01821: the date format % is not emulated', part; END IF;
          part := pg_catalog.substr(part, pg_catalog.length(word) + 1);
          IF pg_catalog.upper(word) = 'FM' THEN
            fill := NOT fill;
          ELSE
            word := CASE pg_catalog.upper(word) WHEN 'RRRR' THEN 'YYYY' WHEN 'RR' THEN 'YY' WHEN 'FF' THEN 'FF6' WHEN 'SSSSS' THEN 'SSSS' ELSE word END;
            made := pg_catalog.concat(made, CASE WHEN fill THEN '' ELSE 'FM' END, word);
          END IF;
        END;
      END LOOP;
    ELSIF pg_catalog.upper(part) = 'FM' THEN
      fill := NOT fill;
    ELSE
      made := pg_catalog.concat(made, part);
    END IF;
  END LOOP;
  RETURN made;
END $$;

CREATE FUNCTION to_char(d timestamp, f text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT pg_catalog.to_char(d, oracle.o_format(f)) $$;

CREATE FUNCTION to_char(d timestamptz, f text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT pg_catalog.to_char(d::timestamp, oracle.o_format(f)) $$;

CREATE FUNCTION to_char(d timestamp) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT pg_catalog.to_char(d, 'DD-MON-YY') $$;

CREATE FUNCTION to_char(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT t $$;

CREATE FUNCTION o_concat(a timestamp, b text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(pg_catalog.concat(oracle.to_char(a), b), '') $$;

CREATE OPERATOR || (LEFTARG = timestamp, RIGHTARG = text, FUNCTION = o_concat);

CREATE FUNCTION o_concat(a text, b timestamp) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(pg_catalog.concat(a, oracle.to_char(b)), '') $$;

CREATE OPERATOR || (LEFTARG = text, RIGHTARG = timestamp, FUNCTION = o_concat);

CREATE FUNCTION to_date(t text, f text) RETURNS timestamp LANGUAGE sql STABLE STRICT AS $$
  SELECT pg_catalog.date_trunc('second', pg_catalog.to_timestamp(t, oracle.o_format(f))::timestamp) $$;

CREATE FUNCTION to_date(t text) RETURNS timestamp LANGUAGE sql STABLE STRICT AS $$
  SELECT CASE WHEN t ~ '^\d\d?-[A-Za-z]{3}-\d\d(\d\d)?$' THEN oracle.to_date(t, 'DD-MON-RR')
    ELSE oracle.o_no_timestamp('ORA-01861: literal does not match format string') END $$;

CREATE FUNCTION to_timestamp(t text, f text) RETURNS timestamptz LANGUAGE sql STABLE STRICT AS $$
  SELECT pg_catalog.to_timestamp(t, oracle.o_format(f)) $$;

CREATE FUNCTION numtodsinterval(n numeric, unit text) RETURNS interval LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.make_interval(secs => (n * CASE pg_catalog.upper(unit) WHEN 'DAY' THEN 86400 WHEN 'HOUR' THEN 3600
    WHEN 'MINUTE' THEN 60 WHEN 'SECOND' THEN 1 END)::double precision) $$;

CREATE FUNCTION numtoyminterval(n numeric, unit text) RETURNS interval LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT pg_catalog.make_interval(months => (n * CASE pg_catalog.upper(unit) WHEN 'YEAR' THEN 12 WHEN 'MONTH' THEN 1 END)::int) $$;

CREATE FUNCTION o_extract(field text, d timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF field NOT IN ('YEAR', 'MONTH', 'DAY') THEN RAISE EXCEPTION 'ORA-30076: invalid extract field for extract source'; END IF;
  RETURN pg_catalog.date_part(field, d)::numeric;
END $$;

CREATE FUNCTION o_extract(field text, d timestamptz) RETURNS numeric LANGUAGE sql STABLE STRICT AS $$
  SELECT pg_catalog.date_part(field, d::timestamp)::numeric $$;

CREATE FUNCTION o_extract(field text, i interval) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE whole interval := pg_catalog.justify_hours(i);
BEGIN
  RETURN pg_catalog.date_part(field, whole)::numeric;
END $$;

-- Aggregates --------------------------------------------------------------------------------------------------------
CREATE FUNCTION o_median(numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_catalog.avg(x) FROM (SELECT x, pg_catalog.row_number() OVER (ORDER BY x) AS i, pg_catalog.count(*) OVER () AS n
    FROM pg_catalog.unnest($1) AS x WHERE x IS NOT NULL) AS s WHERE i * 2 BETWEEN n AND n + 2 $$;

CREATE AGGREGATE median(numeric) (SFUNC = pg_catalog.array_append, STYPE = numeric[], INITCOND = '{}', FINALFUNC = o_median);

CREATE FUNCTION o_newer(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($2, $1) $$;

CREATE FUNCTION o_older(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, $2) $$;

CREATE AGGREGATE o_last(anyelement) (SFUNC = o_newer, STYPE = anyelement);

CREATE AGGREGATE o_first(anyelement) (SFUNC = o_older, STYPE = anyelement);

CREATE FUNCTION o_kept(anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT $1[1] $$;

CREATE FUNCTION o_only_text(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT t $$;

CREATE FUNCTION o_only_text(n numeric) RETURNS text LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'LISTAGG(DISTINCT x) of numbers is not emulated'; END $$;

CREATE FUNCTION o_date(d timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $$ SELECT d $$;

CREATE FUNCTION o_date(d timestamptz) RETURNS timestamp LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.date_trunc('second', d)::timestamp $$;

CREATE FUNCTION o_date(t text) RETURNS timestamp LANGUAGE sql STABLE AS $$ SELECT oracle.to_date(t) $$;

CREATE FUNCTION o_timestamp(d timestamp) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT d::timestamptz $$;

CREATE FUNCTION o_timestamp(d timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT d $$;

CREATE FUNCTION o_timestamp(t text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT oracle.o_no_timestamp('ORA-01843: not a valid month')::timestamptz $$;

RESET search_path;

