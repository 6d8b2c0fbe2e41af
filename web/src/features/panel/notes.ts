// 筆談: either side writes, both see. Kept nowhere; a note sent while the channel is down does not go out.

import type { Note, PanelMessage, RequestId } from '../../generated/protocol';

/** Most characters of one note, as the protocol says. */
export const NOTE_MAX = 500;

/** Who wrote a note, as far as the SFU's stamp tells: officers and interpreters are the office. */
export type Author = 'me' | 'resident' | 'office';
export type Written = { readonly id: RequestId; readonly text: string; readonly by: Author };
export type Notes = readonly Written[];

/** Notes kept on the screen. */
const SHOWN = 50;

/** Why a note does not leave. */
export type NoteFault = 'empty' | 'too-long' | 'my-number';

/** Why a text stays here; null if it may leave. `holdsMyNumber` is the rule of the forms crate. */
export function noteFault(
  text: string,
  max: number,
  holdsMyNumber: (text: string) => boolean,
): NoteFault | null {
  if (text === '') return 'empty';
  if (countOf(text) > max) return 'too-long';
  return holdsMyNumber(text) ? 'my-number' : null;
}

/** Characters as the server counts them. */
export function countOf(text: string): number {
  return [...text].length;
}

/** What would be sent, or why it stays here. */
export function compose(
  text: string,
  id: RequestId,
  holdsMyNumber: (text: string) => boolean,
): { note: Note; message: PanelMessage } | { fault: NoteFault } {
  const plain = text.trim();
  const fault = noteFault(plain, NOTE_MAX, holdsMyNumber);
  if (fault !== null) return { fault };
  const note = { id, text: plain };
  return { note, message: { from: 'note', message: note } };
}

/** Our own notes once more, for somebody who came later; whoever has them knows them by their ids. */
export function repeat(notes: Notes): PanelMessage[] {
  return notes
    .filter(({ by }) => by === 'me')
    .map(({ id, text }) => ({ from: 'note', message: { id, text } }));
}

/** Adds a note unless it is a repetition. */
export function add(notes: Notes, { id, text }: Note, by: Author): Notes {
  if (notes.some((note) => note.id === id)) return notes;
  return [...notes, { id, text: [...text].slice(0, NOTE_MAX).join(''), by }].slice(-SHOWN);
}
