-- A call has one application; whatever is sent again is that one, or is refused.
CREATE UNIQUE INDEX application_one_per_call ON application (call);
