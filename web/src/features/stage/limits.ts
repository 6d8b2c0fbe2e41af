// The limits of PROTOCOL.md §6 for pictures and marks: the twins of those in `protocol/src/stage.rs`.

/** Bytes of a picture in one chunk; the last one may be shorter. */
export const CHUNK_BYTES = 60 * 1024;
/** How many chunks may be on their way. */
export const WINDOW = 8;
export const PICTURE_BYTES_MAX = 3 * 1024 * 1024;
/** Pixels of the longer side. */
export const PICTURE_SIDE_MAX = 2_560;
export const MARKS_MAX = 100;
export const POINTS_MAX = 200;
