CREATE TABLE screens (
	digest  TEXT   PRIMARY KEY,  -- of the code, which is kept nowhere
	meeting TEXT   NOT NULL,
	person  TEXT   NOT NULL,
	expires BIGINT NOT NULL      -- in seconds since 1970
);
