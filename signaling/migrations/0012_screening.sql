-- 事前確認 and 手続きガイド: what coordinators publish besides hours, and what a screening decides by.

-- One row a ward and thing. Whoever changes it locks the row.
CREATE TABLE publication (
    ward     TEXT NOT NULL REFERENCES ward (id),
    -- `screening`, or the tree of a guide
    id       TEXT NOT NULL,
    -- the newest version; 0 before anything is published
    version  BIGINT NOT NULL,
    -- raised by every change of the draft
    revision BIGINT NOT NULL,
    -- TEXT JSON: `protocol::publication::Body`; null where nothing is being changed
    draft    TEXT,
    PRIMARY KEY (ward, id)
);

-- Every version that ever was. Answers to an older one are taken over from it.
CREATE TABLE publication_version (
    ward            TEXT NOT NULL,
    id              TEXT NOT NULL,
    version         BIGINT NOT NULL,
    -- TEXT JSON: `protocol::publication::Body`
    body            TEXT NOT NULL,
    -- its own dates, `2026-04-01`, the first and the last on which it counts
    effective_from  TEXT NOT NULL,
    effective_until TEXT,
    at              BIGINT NOT NULL,
    -- null: published at the server's own command line
    account         TEXT REFERENCES account (id),
    -- the version whose content it took up again
    rolled_back_to  BIGINT,
    PRIMARY KEY (ward, id, version),
    FOREIGN KEY (ward, id) REFERENCES publication (ward, id)
);

-- What guides said, as evidence that nothing was left out; and nothing of to whom.
CREATE TABLE advice (
    ward    TEXT NOT NULL REFERENCES ward (id),
    day     TEXT NOT NULL,
    tree    TEXT NOT NULL,
    version BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    -- TEXT JSON: lists of schemes
    usable  TEXT NOT NULL,
    perhaps TEXT NOT NULL
);
CREATE INDEX advice_day ON advice (ward, day);

-- What a subject is about, TEXT JSON: `protocol::screening::SubjectAttributes`, and the tree that is asked about it. A
-- subject without them is not screened.
ALTER TABLE subject ADD COLUMN about TEXT;
ALTER TABLE subject ADD COLUMN screening TEXT;

-- What a site has, besides its privacy.
ALTER TABLE site ADD COLUMN handset BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE site ADD COLUMN earphone BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE site ADD COLUMN document_camera BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE site ADD COLUMN printer BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE site ADD COLUMN attendant BOOLEAN NOT NULL DEFAULT FALSE;

-- TEXT JSON: the certificates that its kiosks print.
ALTER TABLE ward ADD COLUMN kiosk_certificates TEXT;

-- What the screening said before it rang or was booked; the answers are not kept.
ALTER TABLE call ADD COLUMN verdict TEXT;
ALTER TABLE call ADD COLUMN disagrees BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE booking ADD COLUMN verdict TEXT;
