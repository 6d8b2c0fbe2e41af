-- When a device's lamps were said: by its program, or by the person who tried a tablet.
ALTER TABLE device ADD COLUMN lamps_at BIGINT;
