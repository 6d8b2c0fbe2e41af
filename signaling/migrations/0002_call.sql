-- Calls, their parties and the applications submitted in them. What must happen once at most is an index here.

-- The last 受付番号札 of a ward and day.
CREATE TABLE ticket_counter (
    ward TEXT NOT NULL REFERENCES ward (id),
    day  TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (ward, day)
);

-- Names are kept as they were shown, so that a later rename does not rewrite what happened.
CREATE TABLE call (
    id              TEXT PRIMARY KEY,
    ward            TEXT NOT NULL REFERENCES ward (id),
    booth           TEXT NOT NULL REFERENCES device (id),
    request         TEXT NOT NULL,
    day             TEXT NOT NULL,
    number          BIGINT NOT NULL,
    subject         TEXT NOT NULL REFERENCES subject (id),
    subject_name    TEXT NOT NULL,
    site            TEXT NOT NULL REFERENCES site (id),
    site_name       TEXT NOT NULL,
    section         TEXT NOT NULL REFERENCES section (id),
    section_name    TEXT NOT NULL,
    language        TEXT NOT NULL,
    identity_needed TEXT NOT NULL,
    form            TEXT,
    rang_at         BIGINT NOT NULL,
    epoch           BIGINT NOT NULL,
    revision        BIGINT NOT NULL,
    state           TEXT NOT NULL,
    -- since when a running call is in its state
    since           BIGINT,
    desk            TEXT REFERENCES account (id),
    accepted_at     BIGINT,
    ended_at        BIGINT,
    why             TEXT,
    outcome         TEXT,
    identity        TEXT NOT NULL,
    receipt         TEXT,
    UNIQUE (booth, request),
    UNIQUE (ward, day, number)
);
CREATE UNIQUE INDEX call_one_per_booth ON call (booth)
    WHERE state IN ('ringing', 'accepted', 'connecting', 'in-call', 'reconnecting');
CREATE UNIQUE INDEX call_one_per_desk ON call (desk)
    WHERE state IN ('accepted', 'connecting', 'in-call', 'reconnecting');
CREATE INDEX call_not_closed ON call (ward) WHERE state <> 'closed';

CREATE TABLE call_party (
    id       TEXT PRIMARY KEY,
    call     TEXT NOT NULL REFERENCES call (id),
    position BIGINT NOT NULL,
    booth    TEXT REFERENCES device (id),
    account  TEXT REFERENCES account (id),
    role     TEXT NOT NULL,
    label    TEXT NOT NULL,
    granted  BIGINT NOT NULL,
    joined   BIGINT NOT NULL,
    presence TEXT NOT NULL,
    UNIQUE (call, position),
    UNIQUE (call, account),
    CHECK ((booth IS NULL) <> (account IS NULL))
);
-- Exactly one desk accepts.
CREATE UNIQUE INDEX call_party_principal ON call_party (call, role) WHERE role IN ('resident', 'staff');

CREATE TABLE application (
    id              TEXT PRIMARY KEY,
    ward            TEXT NOT NULL REFERENCES ward (id),
    call            TEXT NOT NULL REFERENCES call (id),
    idempotency_key TEXT NOT NULL,
    -- SHA-256 of what was sent, so that a retry is told from a second application
    content_sha256  TEXT NOT NULL,
    form            TEXT NOT NULL,
    version         BIGINT NOT NULL,
    identity        TEXT NOT NULL,
    -- 受付番号
    receipt         TEXT NOT NULL UNIQUE,
    -- TEXT JSON: the normalised answers, personal data
    answers         TEXT NOT NULL,
    status          TEXT NOT NULL,
    submitted_at    BIGINT NOT NULL,
    UNIQUE (call, idempotency_key)
);

-- What has to be passed on after a commit, in order; whoever passes it on removes the row.
CREATE TABLE outbox (
    id    TEXT PRIMARY KEY,
    at    BIGINT NOT NULL,
    kind  TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE INDEX outbox_at ON outbox (at);
