//! 監査: what was done, by whom, chained so that a change is noticed.
