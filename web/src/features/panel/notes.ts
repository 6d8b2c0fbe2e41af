// 筆談: either side writes, both see. Kept nowhere; a note sent while the channel is down does not go out.

import type { CallView, Note, PanelMessage, PartyId, RequestId } from '../../generated/protocol';

/** Most characters of one note, as the protocol says. */
export const NOTE_MAX = 500;

/** Who wrote a note: this page, or a party as the SFU stamped it or the booth remembers it. */
export type Writer = 'me' | { readonly party: PartyId };
export type Written = {
  readonly id: RequestId;
  /** `null`: held back, since it has a 個人番号 that nobody said is none. It is kept nowhere. */
  readonly text: string | null;
  readonly declared?: boolean;
  readonly by: Writer;
};
export type Notes = readonly Written[];

/** Whose line it is, for whoever reads it. `section`: an officer's, where it is known. */
export type Author =
  | { readonly is: 'me' | 'resident' | 'interpreter' | 'supervisor' }
  | { readonly is: 'officer'; readonly section: string | null };

/** Notes kept on the screen. */
const SHOWN = 50;
/** Notes said again at once: two who ask at the same time stay below the channel's 50 messages a second. */
const AGAIN = 20;

/** Why a note does not leave. */
export type NoteFault = 'empty' | 'too-long' | 'my-number';

/**
 * Why a text stays here; null if it may leave. `holdsMyNumber` is the rule of the forms crate; `declared`: the writer
 * says 個人番号ではありません.
 */
export function noteFault(
  text: string,
  max: number,
  holdsMyNumber: (text: string) => boolean,
  declared: boolean,
): NoteFault | null {
  if (text === '') return 'empty';
  if (countOf(text) > max) return 'too-long';
  return !declared && holdsMyNumber(text) ? 'my-number' : null;
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
  declared: boolean,
): { note: Note; message: PanelMessage } | { fault: NoteFault } {
  const plain = text.trim();
  const fault = noteFault(plain, NOTE_MAX, holdsMyNumber, declared);
  if (fault !== null) return { fault };
  const note = { id, text: plain, ...(declared ? { declared } : {}), by: null };
  return { note, message: { from: 'note', message: note } };
}

/** The booth's: what was written once more, for somebody who came later; whoever has it knows it by its ids. */
export function repeat(notes: Notes): PanelMessage[] {
  return notes.slice(-AGAIN).flatMap(({ text, by, ...rest }) => {
    const message = text === null ? null : { ...rest, text, by: by === 'me' ? null : by.party };
    return message === null ? [] : [{ from: 'note', message }];
  });
}

/** Adds a note unless it is a repetition. */
export function add(notes: Notes, { id, text, declared }: Note, by: Writer): Notes {
  return put(notes, { id, text, ...(declared ? { declared } : {}), by });
}

/** Adds what somebody else wrote. Their page should have stopped a 個人番号; where it did not, it is held back here. */
export function hear(notes: Notes, note: Note, party: PartyId, holdsMyNumber: boolean): Notes {
  if (note.declared || !holdsMyNumber) return add(notes, note, { party });
  return put(notes, { id: note.id, text: null, by: { party } });
}

function put(notes: Notes, note: Written): Notes {
  return notes.some(({ id }) => id === note.id) ? notes : [...notes, note].slice(-SHOWN);
}

/** Whose line it is, in a call as its reader sees it. A page that was loaded anew knows its own lines by its party. */
export function authorOf({ by }: Written, { you, parties }: CallView): Author {
  if (by === 'me' || by.party === you) return { is: 'me' };
  const party = parties.find(({ party }) => party === by.party);
  switch (party?.role) {
    case 'resident':
    case 'interpreter':
    case 'supervisor':
      return { is: party.role };
    default:
      return { is: 'officer', section: party?.label ?? null };
  }
}
