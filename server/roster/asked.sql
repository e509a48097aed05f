ALTER TABLE roster ADD COLUMN says TEXT NOT NULL DEFAULT '';   -- how the name is pronounced
ALTER TABLE roster ADD COLUMN needs TEXT NOT NULL DEFAULT '';  -- what somebody needs to take part: kinds with spaces between them
ALTER TABLE roster ADD COLUMN needs_text TEXT NOT NULL DEFAULT '';
