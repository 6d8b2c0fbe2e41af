-- Places, people, devices and the audit log. One text for SQLite and PostgreSQL: ids are TEXT, moments are BIGINT
-- milliseconds since 1970 (UTC), words are TEXT as `protocol` spells them.

CREATE TABLE ward (
    id           TEXT PRIMARY KEY,
    municipality TEXT NOT NULL,
    name         TEXT NOT NULL,
    telephone    TEXT NOT NULL
);

CREATE TABLE site (
    id      TEXT PRIMARY KEY,
    ward    TEXT NOT NULL REFERENCES ward (id),
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    privacy TEXT NOT NULL
);

CREATE TABLE section (
    id   TEXT PRIMARY KEY,
    ward TEXT NOT NULL REFERENCES ward (id),
    name TEXT NOT NULL,
    -- lets a row that names a section and a ward be held to one ward
    UNIQUE (id, ward)
);

CREATE TABLE subject (
    id        TEXT PRIMARY KEY,
    position  BIGINT NOT NULL,
    name      TEXT NOT NULL,
    name_easy TEXT,
    name_en   TEXT,
    handling  TEXT NOT NULL,
    identity  TEXT NOT NULL,
    minutes   BIGINT NOT NULL,
    form      TEXT
);

-- The tiles of a site.
CREATE TABLE site_subject (
    site    TEXT NOT NULL REFERENCES site (id),
    subject TEXT NOT NULL REFERENCES subject (id),
    PRIMARY KEY (site, subject)
);

-- Which section of a ward answers a subject: exactly one, or nobody.
CREATE TABLE section_subject (
    ward    TEXT NOT NULL REFERENCES ward (id),
    subject TEXT NOT NULL REFERENCES subject (id),
    section TEXT NOT NULL,
    PRIMARY KEY (ward, subject),
    FOREIGN KEY (section, ward) REFERENCES section (id, ward)
);

CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    ward          TEXT NOT NULL REFERENCES ward (id),
    login         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    revoked_at    BIGINT
);

-- A role within a ward; a null section means the whole ward.
CREATE TABLE account_role (
    account TEXT NOT NULL REFERENCES account (id),
    role    TEXT NOT NULL,
    ward    TEXT NOT NULL REFERENCES ward (id),
    section TEXT,
    FOREIGN KEY (section, ward) REFERENCES section (id, ward)
);
CREATE UNIQUE INDEX account_role_once ON account_role (account, role, ward, COALESCE(section, ''));

CREATE TABLE device (
    id         TEXT PRIMARY KEY,
    site       TEXT NOT NULL REFERENCES site (id),
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- A signed-in browser or a paired tablet. Only the token's SHA-256 is kept.
CREATE TABLE session (
    id           TEXT PRIMARY KEY,
    token_sha256 TEXT NOT NULL UNIQUE,
    account      TEXT REFERENCES account (id),
    device       TEXT REFERENCES device (id),
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    revoked_at   BIGINT,
    CHECK ((account IS NULL) <> (device IS NULL))
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_device ON session (device);

-- One-time codes. The selector finds the row, so that wrong guesses are counted against one code.
CREATE TABLE device_code (
    selector    TEXT PRIMARY KEY,
    code_sha256 TEXT NOT NULL,
    site        TEXT NOT NULL REFERENCES site (id),
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    tries_left  BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    used_at     BIGINT
);

CREATE TABLE certificate (
    serial     TEXT PRIMARY KEY,
    device     TEXT NOT NULL REFERENCES device (id),
    not_before BIGINT NOT NULL,
    not_after  BIGINT NOT NULL
);
CREATE INDEX certificate_device ON certificate (device);

-- Hash-chained per ward and writer; the head is stored apart, so that a cut-off end is noticed too.
CREATE TABLE audit (
    ward     TEXT NOT NULL,
    writer   TEXT NOT NULL,
    seq      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    actor    TEXT NOT NULL,
    act      TEXT NOT NULL,
    target   TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (ward, writer, seq)
);

CREATE TABLE audit_head (
    ward   TEXT NOT NULL,
    writer TEXT NOT NULL,
    seq    BIGINT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (ward, writer)
);
