CREATE TABLE IF NOT EXISTS streams (
	stream  TEXT   PRIMARY KEY,
	epoch   BIGINT NOT NULL,  -- of the stream's history; random
	head    BIGINT NOT NULL,  -- number of the last entry
	head_at BIGINT NOT NULL   -- its time, in nanoseconds since 1970
) WITH (fillfactor = 50);  -- the row that every append changes stays on its page

CREATE TABLE IF NOT EXISTS entries (
	stream TEXT   NOT NULL,
	seq    BIGINT NOT NULL,  -- 1, 2, 3, … within a stream, without gaps
	at     BIGINT NOT NULL,  -- nanoseconds since 1970
	"by"   TEXT   NOT NULL,
	cause  TEXT,             -- once in a stream for ever; NULL for none
	sum    TEXT   NOT NULL,
	key    TEXT   NOT NULL,  -- of a sealed body, empty for an open one
	body   BYTEA  NOT NULL,
	PRIMARY KEY (stream, seq)
);

CREATE UNIQUE INDEX IF NOT EXISTS entries_cause ON entries (stream, cause) WHERE cause IS NOT NULL;
