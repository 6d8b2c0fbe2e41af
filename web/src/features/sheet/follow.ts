import type { FormId, PanelMessage, Pointer } from '../../generated/protocol';
import type { RelayChannel } from '../../rtc/channel';
import { payloadText } from '../../rtc/relay';
import { createStore, type Watchable } from '../../store/store';
import { add, compose, hear, type NoteFault, type Notes } from '../panel/notes';
import { parsePanel } from '../panel/parse';
import { opened, type Reader, receive, say, waiting } from '../panel/reader';
import type { Path } from '../panel/sheet';
import type { Fingerprints } from './fingerprint';

/** The panel as a desk follows it, and the notes that both sides write. */
export interface Followed {
  readonly reader: Reader;
  readonly notes: Notes;
  readonly highlighted: Path | null;
  /** Where the resident was asked to look and has not been yet. */
  readonly looking: Path | null;
}

/** The desk's hand on the panel. What cannot be sent says so by `false`. */
export interface Follower extends Watchable<Followed> {
  readonly open: (form: FormId) => boolean;
  readonly propose: (path: Path, value: string) => boolean;
  readonly withdraw: (id: string) => boolean;
  readonly highlight: (path: Path | null) => boolean;
  /** Takes the resident to a question, in their sight. */
  readonly lead: (path: Path) => boolean;
  /** Asks the resident to look at one. */
  readonly look: (path: Path) => boolean;
  /** In thousandths of the panel's width and height; `null` when the pointer leaves. */
  readonly point: (at: { readonly x: number; readonly y: number } | null) => void;
  /** Sends a note; the fault if it stays here. `declared`: its writer says 個人番号ではありません. */
  readonly write: (text: string, declared: boolean) => NoteFault | 'closed' | null;
  /** The rule that stops a 個人番号. */
  readonly holdsMyNumber: (text: string) => boolean;
  readonly close: () => void;
}

/** Follows the writer over a call's channels. `newId` draws a fresh id for each act. */
export function followPanel(
  channels: { readonly panel: RelayChannel; readonly pointer: RelayChannel },
  newId: () => string,
  holdsMyNumber: (text: string) => boolean,
  fingerprints: Fingerprints,
): Follower {
  const { panel, pointer } = channels;
  const store = createStore<Followed>({ reader: waiting, notes: [], highlighted: null, looking: null });
  const learn = (news: Partial<Followed>) => store.update((now) => ({ ...now, ...news }));
  const send = (message: PanelMessage) => panel.send(JSON.stringify(message));
  const sendAll = (messages: readonly PanelMessage[]) => {
    for (const message of messages) send(message);
  };

  /** Says what this desk holds, once the rules are there: of the reader as it is by then. */
  async function compare(form: FormId, version: number): Promise<void> {
    const fingerprint = await fingerprints(form, version).catch(() => null);
    const { reader } = store.snapshot();
    if (fingerprint === null || reader.state !== 'following' || reader.behind) return;
    if (reader.form !== form || reader.version !== version) return;
    send(say({ type: 'compare', seq: reader.seq, fingerprint: fingerprint(reader.sheet) }));
  }

  const stops = [
    panel.onOpen(() => {
      const { reader, say: ask } = opened(store.snapshot().reader);
      learn({ reader });
      sendAll(ask);
      const { highlighted } = store.snapshot();
      if (highlighted !== null) send(say({ type: 'highlight', path: highlighted }));
    }),
    panel.listen((envelope) => {
      const text = payloadText(envelope);
      const message = text === null ? null : parsePanel(text);
      if (message === null) return;
      if (message.from === 'note') {
        // The booth alone says again what others wrote.
        const { by } = message.message;
        const party = (envelope.writer ? by : null) ?? envelope.sender;
        const held = holdsMyNumber(message.message.text);
        learn({ notes: hear(store.snapshot().notes, message.message, party, held) });
        return;
      }
      const {
        reader,
        say: ask,
        compare: caughtUp,
      } = receive(store.snapshot().reader, message, envelope.writer);
      const { looking } = store.snapshot();
      const isSeen = reader.state !== 'following' || isAt(reader, looking);
      learn({ reader, looking: isSeen ? null : looking });
      sendAll(ask);
      if (caughtUp && reader.state === 'following') void compare(reader.form, reader.version);
    }),
  ];

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    open: (form) => send(say({ type: 'open-form', form })),
    propose: (path, value) => send(say({ type: 'propose', proposal: { id: newId(), path, value } })),
    withdraw: (id) => send(say({ type: 'withdraw', id })),
    highlight: (path) => {
      const sent = send(say({ type: 'highlight', path }));
      if (sent) learn({ highlighted: path });
      return sent;
    },
    lead: (path) => send(say({ type: 'lead', path })),
    look: (path) => {
      const sent = send(say({ type: 'look', path }));
      if (sent) learn({ looking: path });
      return sent;
    },
    point: (at) => {
      const clamp = (n: number) => Math.min(1_000, Math.max(0, Math.round(n)));
      const message: Pointer = at === null ? { x: null, y: null } : { x: clamp(at.x), y: clamp(at.y) };
      pointer.send(JSON.stringify(message));
    },
    write: (text, declared) => {
      const composed = compose(text, newId(), holdsMyNumber, declared);
      if ('fault' in composed) return composed.fault;
      if (!send(composed.message)) return 'closed';
      learn({ notes: add(store.snapshot().notes, composed.note, 'me') });
      return null;
    },
    holdsMyNumber,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

function isAt({ sheet }: Reader & { state: 'following' }, path: Path | null): boolean {
  return sheet.step.at === 'receipt' || (sheet.step.at === 'field' && sheet.step.path === path);
}
