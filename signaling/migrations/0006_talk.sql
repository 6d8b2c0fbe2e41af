-- What happens in a call beside the talk itself, and after it.

-- TEXT JSON, of a running call: holding, handing over and third persons on their way.
ALTER TABLE call ADD COLUMN talk TEXT;
-- What the office says to the resident who waits; gone once it is accepted.
ALTER TABLE call ADD COLUMN message TEXT;
ALTER TABLE call ADD COLUMN alarm_since BIGINT;
-- What it was about in the end.
ALTER TABLE call ADD COLUMN about TEXT REFERENCES subject (id);
ALTER TABLE call ADD COLUMN rating TEXT;
-- The end of its day: a callback is kept until then.
ALTER TABLE call ADD COLUMN kept_until BIGINT NOT NULL DEFAULT 0;
-- Whether a party only listens.
ALTER TABLE call_party ADD COLUMN listens BOOLEAN NOT NULL DEFAULT FALSE;

-- A booth that is called back, and the desk that calls it, are taken; a callback that waits takes nobody.
DROP INDEX call_one_per_booth;
CREATE UNIQUE INDEX call_one_per_booth ON call (booth)
    WHERE state IN ('ringing', 'dialling', 'accepted', 'connecting', 'in-call', 'reconnecting');
DROP INDEX call_one_per_desk;
CREATE UNIQUE INDEX call_one_per_desk ON call (desk)
    WHERE state IN ('dialling', 'accepted', 'connecting', 'in-call', 'reconnecting');
CREATE INDEX call_party_account ON call_party (account);
