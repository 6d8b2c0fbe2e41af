-- 審査: what an applicant wrote is sealed from now on, with a key that stands in another database; and what the back office
-- does with it.

DROP INDEX application_one_per_call;
ALTER TABLE application RENAME TO application_plain;

CREATE TABLE application (
    id              TEXT PRIMARY KEY,
    ward            TEXT NOT NULL REFERENCES ward (id),
    section         TEXT NOT NULL REFERENCES section (id),
    -- as the resident was shown it
    section_name    TEXT NOT NULL,
    call            TEXT NOT NULL REFERENCES call (id),
    idempotency_key TEXT NOT NULL,
    form            TEXT NOT NULL,
    version         BIGINT NOT NULL,
    identity        TEXT NOT NULL,
    -- 受付番号
    receipt         TEXT NOT NULL UNIQUE,
    -- HMAC-SHA-256 of the applicant's code
    code_digest     TEXT UNIQUE,
    code_round      BIGINT NOT NULL DEFAULT 0,
    -- AES-256-GCM, base64: the answers and everything else that tells of them. Empty once its key was destroyed
    sealed          TEXT NOT NULL,
    status          TEXT NOT NULL,
    revision        BIGINT NOT NULL DEFAULT 1,
    submitted_at    BIGINT NOT NULL,
    reviewer        TEXT REFERENCES account (id),
    -- 2026-12-15, while a correction is asked for
    correct_by      TEXT,
    corrected       BOOLEAN NOT NULL DEFAULT FALSE,
    papers_missing  BIGINT NOT NULL DEFAULT 0,
    -- the hand-over it is in
    batch           TEXT,
    handed_over_at  BIGINT,
    -- when its key is destroyed
    erase_at        BIGINT,
    erased_at       BIGINT,
    UNIQUE (call, idempotency_key)
);

-- Nothing was in service before this version, and SQL cannot seal: what is there keeps its row and loses its answers.
INSERT INTO application (id, ward, section, section_name, call, idempotency_key, form, version, identity, receipt, sealed,
                         status, submitted_at, erased_at)
SELECT application_plain.id, application_plain.ward, call.section, call.section_name, application_plain.call,
       application_plain.idempotency_key, application_plain.form, application_plain.version, application_plain.identity,
       application_plain.receipt, '', 'submitted', application_plain.submitted_at, application_plain.submitted_at
FROM application_plain JOIN call ON call.id = application_plain.call;
DROP TABLE application_plain;

-- A call has one application; whatever is sent again is that one, or is refused.
CREATE UNIQUE INDEX application_one_per_call ON application (call);
CREATE INDEX application_worklist ON application (ward, submitted_at, id);
CREATE INDEX application_batch ON application (batch) WHERE batch IS NOT NULL;
CREATE INDEX application_due ON application (erase_at) WHERE erased_at IS NULL;

CREATE TABLE application_history (
    application TEXT NOT NULL REFERENCES application (id),
    seq         BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    deed        TEXT NOT NULL,
    account     TEXT REFERENCES account (id),
    PRIMARY KEY (application, seq)
);

-- 引渡し
CREATE TABLE batch (
    id              TEXT PRIMARY KEY,
    ward            TEXT NOT NULL REFERENCES ward (id),
    prepared_at     BIGINT NOT NULL,
    prepared_by     TEXT NOT NULL REFERENCES account (id),
    released_at     BIGINT,
    released_by     TEXT REFERENCES account (id),
    manifest_sha256 TEXT,
    -- AES-256-GCM, base64: the file as it was released. Empty once its key was destroyed
    sealed          TEXT,
    CHECK (released_by IS NULL OR released_by <> prepared_by)
);
CREATE INDEX batch_newest ON batch (ward, prepared_at);
