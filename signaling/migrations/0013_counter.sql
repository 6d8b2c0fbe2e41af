-- 区役所の窓口: sites where people come in person. No booth stands there; openings, seats and bookings are as everywhere.
ALTER TABLE site ADD COLUMN counter BOOLEAN NOT NULL DEFAULT FALSE;

-- Who answers a subject at the counter, where that is not who answers it by video. Nothing here makes a booth ring.
CREATE TABLE counter_subject (
    ward    TEXT NOT NULL REFERENCES ward (id),
    subject TEXT NOT NULL REFERENCES subject (id),
    section TEXT NOT NULL,
    PRIMARY KEY (ward, subject),
    FOREIGN KEY (section, ward) REFERENCES section (id, ward)
);
