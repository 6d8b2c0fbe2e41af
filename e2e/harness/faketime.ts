/** A clock of its own for a program and what it starts, as `faketime` sets it; that program would stand in between. */

const PRELOAD = '/usr/$LIB/faketime/libfaketimeMT.so.1';

/** The environment of a program whose clock is off by so much: `+1y`, `-3600s`. */
export function clockOff(by: string): Record<string, string> {
  return { LD_PRELOAD: PRELOAD, FAKETIME: by };
}
