// What came over `panel`, read into its type. Other people's bytes: anything that is not exactly a message is null.

import type { FromAdviser, FromReader, GuidePoint, PanelMessage, Proposal } from '../../generated/protocol';
import { NOTE_MAX } from './notes';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads what booth and desk send each other. A writer's or walker's message is checked no further: the SFU
 * stamps its sender.
 */
export function parsePanel(text: string): PanelMessage | null {
  const read = json(text);
  const { from, message } = fields(read);
  if (from === 'writer' || from === 'walker')
    return isText(fields(message).type) ? (read as PanelMessage) : null;
  if (from === 'adviser') {
    const advice = fromAdviser(fields(message));
    return advice === null ? null : { from, message: advice };
  }
  if (from === 'note') {
    const { id, text, declared = false, by = null } = fields(message);
    const isNote = isId(id) && isText(text) && [...text].length <= NOTE_MAX && (by === null || isId(by));
    if (!isNote || typeof declared !== 'boolean') return null;
    return { from, message: { id, text, ...(declared ? { declared } : {}), by } };
  }
  const request = from === 'reader' ? fromReader(fields(message)) : null;
  return request === null ? null : { from: 'reader', message: request };
}

function fromReader(message: Fields): FromReader | null {
  switch (message.type) {
    case 'snapshot':
      return { type: 'snapshot' };
    case 'open-form':
      return isId(message.form) ? { type: 'open-form', form: message.form } : null;
    case 'withdraw':
      return isId(message.id) ? { type: 'withdraw', id: message.id } : null;
    case 'highlight':
      return message.path === null || isText(message.path) ? { type: 'highlight', path: message.path } : null;
    case 'lead':
    case 'look':
      return isText(message.path) ? { type: message.type, path: message.path } : null;
    case 'compare': {
      const { seq, fingerprint } = message;
      return isNumber(seq) && isHash(fingerprint) ? { type: 'compare', seq, fingerprint } : null;
    }
    case 'propose': {
      const found = proposal(fields(message.proposal));
      return found === null ? null : { type: 'propose', proposal: found };
    }
    default:
      return null;
  }
}

function fromAdviser(message: Fields): FromAdviser | null {
  switch (message.type) {
    case 'look':
      return { type: 'look' };
    case 'suggest':
      return isId(message.guide) ? { type: 'suggest', guide: message.guide } : null;
    case 'point': {
      if (message.at === null) return { type: 'point', at: null };
      const at = point(fields(message.at));
      return at === null ? null : { type: 'point', at };
    }
    default:
      return null;
  }
}

function point({ choice, scheme }: Fields): GuidePoint | null {
  if (isId(choice)) return { choice };
  return isId(scheme) ? { scheme } : null;
}

function proposal({ id, path, value }: Fields): Proposal | null {
  return isId(id) && isText(path) && isText(value) ? { id, path, value } : null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
}

/** SHA-256 in hexadecimal. */
function isHash(value: unknown): value is string {
  return isText(value) && /^[0-9a-f]{64}$/.test(value);
}

function isId(value: unknown): value is string {
  return isText(value) && /^[A-Za-z0-9_-]{1,64}$/.test(value);
}
