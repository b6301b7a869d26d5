CREATE FUNCTION julianday(given text) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT extract(julian FROM given::date)::double precision
$$;

CREATE FUNCTION json_extract(given text, path text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT jsonb_path_query_first(given::jsonb, path::jsonpath) #>> '{}'
$$;

CREATE FUNCTION pragma_table_info(given text) RETURNS TABLE (name text, pk bigint)
LANGUAGE sql STABLE STRICT AS $$
    SELECT a.attname::text, coalesce(array_position(i.indkey::int[], a.attnum::int) + 1, 0)::bigint
    FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = given::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
$$;

CREATE FUNCTION told_of(given text, columns json, left_out text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT '["' || given || '",' || string_agg(value::text, ',' ORDER BY place) || ']'
    FROM json_each(columns) WITH ORDINALITY AS one (key, value, place)
    WHERE key <> ALL (left_out)
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = '23000';
END
$$;

CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.id > coalesce(
        (SELECT max(CAST(subject AS BIGINT)) FROM audit WHERE action = 'cut'), 0) THEN
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = '23000';
    END IF;
    RETURN OLD;
END
$$;

CREATE FUNCTION ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('jieti_' || TG_TABLE_SCHEMA, TG_TABLE_NAME);
    RETURN NULL;
END
$$;
