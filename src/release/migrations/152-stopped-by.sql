-- Who stopped it: whoever holds the record as the person asked (0), or the person themself, at their own sign-in (1).
ALTER TABLE release ADD COLUMN stopped_by BIGINT NOT NULL DEFAULT 0;
