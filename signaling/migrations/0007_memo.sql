-- 応対メモ: what a ward's staff say about a subject. The highest revision counts; the others are what it said before.
CREATE TABLE memo (
    ward     TEXT NOT NULL REFERENCES ward (id),
    subject  TEXT NOT NULL REFERENCES subject (id),
    revision BIGINT NOT NULL,
    script   TEXT NOT NULL,
    -- TEXT JSON: a list of texts
    phrases  TEXT NOT NULL,
    account  TEXT NOT NULL REFERENCES account (id),
    at       BIGINT NOT NULL,
    PRIMARY KEY (ward, subject, revision)
);

-- 緊急つなぎ. A null ward means every ward.
CREATE TABLE hotline (
    id        TEXT PRIMARY KEY,
    ward      TEXT REFERENCES ward (id),
    position  BIGINT NOT NULL,
    name      TEXT NOT NULL,
    about     TEXT NOT NULL,
    telephone TEXT NOT NULL,
    section   TEXT REFERENCES section (id)
);

-- That it was used: what the ward must be able to show, and nothing of what was said.
CREATE TABLE hotline_use (
    call    TEXT NOT NULL REFERENCES call (id),
    hotline TEXT NOT NULL REFERENCES hotline (id),
    account TEXT NOT NULL REFERENCES account (id),
    at      BIGINT NOT NULL,
    PRIMARY KEY (call, hotline)
);
