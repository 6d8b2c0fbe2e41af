//! 拠点と用件: wards, their sites with booths, their sections with desks, and what residents may ask about.
