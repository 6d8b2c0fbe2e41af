-- Bookings. What must never happen twice is a key here: no time of an opening's seat, of a booth or of a person is
-- claimed twice, whatever path a booking took.

-- Names are kept as they were shown, so that a later rename does not rewrite what was agreed.
CREATE TABLE booking (
    id            TEXT PRIMARY KEY,
    ward          TEXT NOT NULL REFERENCES ward (id),
    site          TEXT NOT NULL REFERENCES site (id),
    site_name     TEXT NOT NULL,
    section       TEXT NOT NULL REFERENCES section (id),
    section_name  TEXT NOT NULL,
    subject       TEXT NOT NULL REFERENCES subject (id),
    subject_name  TEXT NOT NULL,
    -- an opening of the ward's plan, as it was then
    opening       TEXT NOT NULL,
    title         TEXT,
    starts        BIGINT NOT NULL,
    ends          BIGINT NOT NULL,
    state         TEXT NOT NULL,
    channel       TEXT NOT NULL,
    language      TEXT NOT NULL,
    -- HMAC-SHA-256 of the code and of the hold's token: neither can be read from here
    code_digest   TEXT UNIQUE,
    code_round    BIGINT NOT NULL DEFAULT 0,
    hold_digest   TEXT UNIQUE,
    held_until    BIGINT NOT NULL,
    -- personal data, erased some days after the time
    telephone     TEXT,
    email         TEXT,
    -- HMAC-SHA-256 of them: count a person's bookings, and keep them apart
    telephone_key TEXT,
    email_key     TEXT,
    -- RFC 5545 3.8.7.4: how often the time was changed
    sequence      BIGINT NOT NULL DEFAULT 0,
    revision      BIGINT NOT NULL DEFAULT 0,
    -- what was done where it could not take place, and why it could not
    remedy        TEXT NOT NULL DEFAULT 'open',
    hit           TEXT,
    -- the time of which the resident was reminded
    reminded_for  BIGINT,
    arrived_at    BIGINT,
    -- the booth at which it was checked in
    arrived_booth TEXT REFERENCES device (id),
    call          TEXT REFERENCES call (id),
    created_at    BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX booking_ahead ON booking (ward, starts);
CREATE INDEX booking_held ON booking (held_until) WHERE state = 'held';
CREATE INDEX booking_telephone ON booking (telephone_key) WHERE telephone_key IS NOT NULL;
CREATE INDEX booking_email ON booking (email_key) WHERE email_key IS NOT NULL;

-- Five minutes of one place of a resource. Resources: `opening/<ward>/<id>`, whose places are its seats; `site/<id>`,
-- whose places are its booths; `person/<key>`, who has one place.
CREATE TABLE claim (
    resource TEXT NOT NULL,
    bucket   BIGINT NOT NULL,
    place    BIGINT NOT NULL,
    booking  TEXT NOT NULL REFERENCES booking (id),
    PRIMARY KEY (resource, bucket, place)
);
CREATE INDEX claim_booking ON claim (booking);

-- What was asked under which idempotency key, so that a retry is told from another wish.
CREATE TABLE booking_request (
    scope          TEXT NOT NULL,
    key            TEXT NOT NULL,
    booking        TEXT NOT NULL REFERENCES booking (id),
    content_sha256 TEXT NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX booking_request_at ON booking_request (at);

-- A telephone service. Only the token's SHA-256 is kept.
CREATE TABLE api_token (
    id           TEXT PRIMARY KEY,
    ward         TEXT NOT NULL REFERENCES ward (id),
    name         TEXT NOT NULL,
    token_sha256 TEXT NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL,
    revoked_at   BIGINT
);

-- An account's calendar feed: the secret of its address, as SHA-256.
CREATE TABLE feed (
    account       TEXT PRIMARY KEY REFERENCES account (id),
    secret_sha256 TEXT NOT NULL UNIQUE,
    created_at    BIGINT NOT NULL
);

-- A mail is tried again, later each time.
ALTER TABLE outbox ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;

-- The time for which a ticket was booked.
ALTER TABLE call ADD COLUMN booked_at BIGINT;

-- TEXT JSON, as `protocol::booking::Words`: how to get there, and what to bring.
ALTER TABLE site ADD COLUMN access TEXT;
ALTER TABLE subject ADD COLUMN bring TEXT;
-- TEXT JSON: a list of sites, the nearest first.
ALTER TABLE site ADD COLUMN near TEXT;
