// The desk's side of the panel: follows the one writer. It holds no proposal of its own; one that arrived comes back as
// a change, so what the desk shows is what the resident sees.

import type { FormId, FromReader, FromWriter, Language, PanelMessage } from '../../generated/protocol';
import { apply, type Sheet } from './sheet';

export type Reader =
  /** Nothing heard since the channel opened. */
  | { readonly state: 'waiting' }
  | { readonly state: 'no-form' }
  | {
      readonly state: 'following';
      readonly form: FormId;
      readonly version: number;
      readonly language: Language;
      /** Of the last change in the sheet. */
      readonly seq: number;
      readonly sheet: Sheet;
      /** A number was skipped and a snapshot is asked for; the sheet is old until it comes. */
      readonly behind: boolean;
      readonly agreement: Agreement;
    };

/**
 * Whether the booth has the same form, as far as it was asked. `aligning`: it has not, and shows its own anew; `differs`: it
 * still has not. `covered`: nothing is compared.
 */
export type Agreement = 'unknown' | 'same' | 'aligning' | 'differs' | 'covered';

export type Read = {
  readonly reader: Reader;
  readonly say: readonly PanelMessage[];
  /** The reader has caught up, and says what it holds. */
  readonly compare?: true;
};

/** What an unread panel is. */
export const waiting: Reader = { state: 'waiting' };

/** A channel opened, for the first time or again: what was sent meanwhile is lost, so ask. */
export function opened(reader: Reader): Read {
  return { reader: reader.state === 'following' ? { ...reader, behind: true } : reader, say: [askSnapshot] };
}

/**
 * A message came, from whom the SFU says. Messages of a writer are believed from the stamped writer only.
 */
export function receive(reader: Reader, message: PanelMessage, stampedWriter: boolean): Read {
  if (message.from !== 'writer' || !stampedWriter) return { reader, say: [] };
  return follow(reader, message.message);
}

export const askSnapshot: PanelMessage = say({ type: 'snapshot' });

export function say(message: FromReader): PanelMessage {
  return { from: 'reader', message };
}

/** An answer to another number than the present one says nothing any more. */
function compared(reader: Reader, { seq, found }: Extract<FromWriter, { type: 'compared' }>): Read {
  if (reader.state !== 'following' || reader.behind || seq !== reader.seq) return { reader, say: [] };
  if (found !== 'different') return { reader: { ...reader, agreement: found }, say: [] };
  // What differs right after a snapshot is not mended by the next one.
  if (reader.agreement === 'aligning' || reader.agreement === 'differs') {
    return { reader: { ...reader, agreement: 'differs' }, say: [] };
  }
  return { reader: { ...reader, agreement: 'aligning', behind: true }, say: [askSnapshot] };
}

function follow(reader: Reader, message: FromWriter): Read {
  switch (message.type) {
    case 'no-form':
      return { reader: { state: 'no-form' }, say: [] };
    case 'snapshot': {
      const { seq, form, version, language, step, answers, proposals } = message;
      const sheet = { step, answers: answers as Sheet['answers'], proposals };
      const known = reader.state === 'following' && reader.form === form && reader.version === version;
      const agreement = known && reader.agreement === 'aligning' ? 'aligning' : 'unknown';
      return {
        reader: { state: 'following', form, version, language, seq, sheet, behind: false, agreement },
        say: [],
        compare: true,
      };
    }
    case 'change': {
      if (reader.state !== 'following') return { reader, say: [askSnapshot] };
      if (message.seq <= reader.seq || reader.behind) return { reader, say: [] };
      if (message.seq > reader.seq + 1) return { reader: { ...reader, behind: true }, say: [askSnapshot] };
      const next = { ...reader, seq: message.seq, sheet: apply(reader.sheet, message.change) };
      const checks = message.change.change === 'moved' && message.change.step.at === 'check';
      return checks ? { reader: next, say: [], compare: true } : { reader: next, say: [] };
    }
    case 'compared':
      return compared(reader, message);
  }
}
