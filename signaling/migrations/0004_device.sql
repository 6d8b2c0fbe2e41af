-- What a booth's own program reports, and what administrators do with devices.
ALTER TABLE device ADD COLUMN suspended_at BIGINT;
ALTER TABLE device ADD COLUMN last_seen_at BIGINT;
ALTER TABLE device ADD COLUMN version TEXT;
ALTER TABLE device ADD COLUMN browser TEXT;
-- TEXT JSON: `protocol::device::Lamp`, one a part
ALTER TABLE device ADD COLUMN lamps TEXT;
ALTER TABLE device ADD COLUMN out_of_order TEXT;
-- TEXT JSON: the last `protocol::device::SelfcheckReport`
ALTER TABLE device ADD COLUMN selfcheck TEXT;
ALTER TABLE device ADD COLUMN selfcheck_at BIGINT;
-- The device that a code lets in again; a code without one makes a new device.
ALTER TABLE device_code ADD COLUMN device TEXT REFERENCES device (id);
-- `09:00`, every day, where it is known.
ALTER TABLE site ADD COLUMN opens TEXT;
ALTER TABLE site ADD COLUMN closes TEXT;
