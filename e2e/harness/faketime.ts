/** A clock of its own for a program and what it starts, as `faketime` sets it; that program would stand in between. */

const PRELOAD = '/usr/$LIB/faketime/libfaketimeMT.so.1';

/** The environment of a program whose clock is off by so much: `+1y`, `-3600s`. */
export function clockOff(by: string): Record<string, string> {
  return { LD_PRELOAD: PRELOAD, FAKETIME: by };
}

/** The environment of a program whose clock is as far off as a file says, whenever it looks; how long it waits is not. */
export function clockFrom(file: string): Record<string, string> {
  return {
    LD_PRELOAD: PRELOAD,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}
