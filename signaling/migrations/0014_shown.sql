-- How a resident is told whom they talk to: the section, and what `[staff] shown_as` allows of these.

-- 名字
ALTER TABLE account ADD COLUMN family_name TEXT;
-- 座席番号, as it is said: `3番`
ALTER TABLE account ADD COLUMN seat TEXT;

-- What the policy allowed when they came in; null for the section alone.
ALTER TABLE call_party ADD COLUMN shown TEXT;
