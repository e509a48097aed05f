CREATE TABLE IF NOT EXISTS streams (
	stream  TEXT    PRIMARY KEY,
	epoch   INTEGER NOT NULL,  -- of the stream's history; random
	head    INTEGER NOT NULL,  -- number of the last entry
	head_at INTEGER NOT NULL   -- its time, in nanoseconds since 1970
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS entries (
	stream TEXT    NOT NULL,
	seq    INTEGER NOT NULL,  -- 1, 2, 3, … within a stream, without gaps
	at     INTEGER NOT NULL,  -- nanoseconds since 1970
	"by"   TEXT    NOT NULL,
	cause  TEXT,              -- once in a stream for ever; NULL for none
	sum    TEXT    NOT NULL,
	key    TEXT    NOT NULL,  -- of a sealed body, empty for an open one
	body   BLOB    NOT NULL,
	PRIMARY KEY (stream, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX IF NOT EXISTS entries_cause ON entries (stream, cause) WHERE cause IS NOT NULL;
