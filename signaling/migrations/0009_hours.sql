-- リモート窓口の時間: what coordinators publish, closures, holidays.

-- One row a ward. Whoever makes, moves or closes something in a ward locks it, so that they come one after the other.
CREATE TABLE hours (
    ward     TEXT PRIMARY KEY REFERENCES ward (id),
    -- the version of the plan that counts; 0 before anything is published
    version  BIGINT NOT NULL,
    -- drawn anew by whatever changes what counts: a plan, a closure, holidays, names. Servers keep what they read under it
    stamp    BIGINT NOT NULL DEFAULT 0,
    -- raised by every change of the draft
    revision BIGINT NOT NULL,
    -- TEXT JSON: `protocol::schedule::Plan`; null where nothing is being changed
    draft    TEXT
);

-- Every plan that ever counted.
CREATE TABLE plan (
    ward           TEXT NOT NULL REFERENCES ward (id),
    version        BIGINT NOT NULL,
    -- TEXT JSON: `protocol::schedule::Plan`
    body           TEXT NOT NULL,
    at             BIGINT NOT NULL,
    -- null: published at the server's own command line
    account        TEXT REFERENCES account (id),
    -- the version whose content it took up again
    rolled_back_to BIGINT,
    PRIMARY KEY (ward, version)
);

-- 祝日, of every ward. An import replaces them as a whole.
CREATE TABLE holiday (
    -- `2026-05-04`
    date TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

-- 臨時休止. It acts from its own time on, whatever is published.
CREATE TABLE closure (
    id         TEXT PRIMARY KEY,
    ward       TEXT NOT NULL REFERENCES ward (id),
    -- the idempotency key of whoever made it
    request    TEXT NOT NULL,
    -- `all`, `site` or `section`
    scope      TEXT NOT NULL,
    site       TEXT REFERENCES site (id),
    section    TEXT REFERENCES section (id),
    from_at    BIGINT NOT NULL,
    until_at   BIGINT NOT NULL,
    -- the same as they were given, in the ward's own time: `2026-06-04T13:00`
    from_words TEXT NOT NULL,
    until_words TEXT NOT NULL,
    reason     TEXT NOT NULL,
    instead    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    account    TEXT NOT NULL REFERENCES account (id),
    lifted_at  BIGINT,
    UNIQUE (ward, request),
    CHECK ((scope = 'site') = (site IS NOT NULL)),
    CHECK ((scope = 'section') = (section IS NOT NULL)),
    CHECK (from_at < until_at)
);
CREATE INDEX closure_ward ON closure (ward, until_at);
