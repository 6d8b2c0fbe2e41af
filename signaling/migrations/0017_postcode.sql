-- 郵便番号, as 日本郵便 gives them out: imported as a whole, the same for every ward.
CREATE TABLE postcode (
    -- the first three digits
    area  TEXT PRIMARY KEY,
    -- TEXT JSON: `protocol::address::Town`s
    towns TEXT NOT NULL
);
