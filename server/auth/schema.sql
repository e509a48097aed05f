CREATE TABLE IF NOT EXISTS links (
	digest  TEXT    PRIMARY KEY,  -- of the secret, which is kept nowhere
	meeting TEXT    NOT NULL,
	roles   INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS caption_links (
	digest  TEXT PRIMARY KEY,
	meeting TEXT NOT NULL,
	lang    TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS sessions (
	digest  TEXT   PRIMARY KEY,
	meeting TEXT   NOT NULL,
	person  TEXT   NOT NULL,
	used    BIGINT NOT NULL  -- last use, in seconds since 1970
);

CREATE TABLE IF NOT EXISTS admin (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	digest TEXT    NOT NULL
);
