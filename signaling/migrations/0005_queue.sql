-- What somebody at a desk speaks besides Japanese.
CREATE TABLE account_language (
    account  TEXT NOT NULL REFERENCES account (id),
    language TEXT NOT NULL,
    PRIMARY KEY (account, language)
);

-- How long the consultations of the last days took.
CREATE INDEX call_accepted ON call (accepted_at);
