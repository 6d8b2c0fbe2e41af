-- The keys, in a database of their own that is kept out of backups: without its key nobody reads what was sealed with it.

CREATE TABLE sealing_key (
    -- the application's or the batch's
    id      TEXT PRIMARY KEY,
    -- 256 bits, hexadecimal
    bytes   TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- whether the transaction that it was made for is known to have been committed
    kept    BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX sealing_key_loose ON sealing_key (made_at) WHERE NOT kept;
