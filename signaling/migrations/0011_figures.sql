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

-- What residents are told before they come.
ALTER TABLE subject ADD COLUMN bring TEXT;
ALTER TABLE subject ADD COLUMN bring_easy TEXT;
ALTER TABLE subject ADD COLUMN bring_en TEXT;
ALTER TABLE site ADD COLUMN access TEXT;
ALTER TABLE site ADD COLUMN access_easy TEXT;
ALTER TABLE site ADD COLUMN access_en TEXT;

-- The sites near a site, the nearest first.
CREATE TABLE site_near (
    site     TEXT NOT NULL REFERENCES site (id),
    near     TEXT NOT NULL REFERENCES site (id),
    position BIGINT NOT NULL,
    PRIMARY KEY (site, near)
);
