-- 標準化対象業務: by which the city's figures are grouped.
ALTER TABLE subject ADD COLUMN task TEXT;

-- How often booths turned somebody away: a count a day, and nothing of who it was.
CREATE TABLE turn_away (
    ward    TEXT NOT NULL REFERENCES ward (id),
    site    TEXT NOT NULL REFERENCES site (id),
    subject TEXT NOT NULL REFERENCES subject (id),
    day     TEXT NOT NULL,
    reason  TEXT NOT NULL,
    count   BIGINT NOT NULL,
    PRIMARY KEY (ward, day, site, subject, reason)
);

CREATE INDEX call_ward_day ON call (ward, day);
