// 筆談 of a call: what both sides wrote, each line looked through for a 個人番号 before it leaves and when it comes.

import type { NoteFault, Notes } from '../../features/panel/notes';
import * as notes from '../../features/panel/notes';
import type { Note, PanelMessage, PartyId } from '../../generated/protocol';
import type { CallClient } from '../../rtc/call';

/** What it stands on. */
export interface Tools {
  readonly holdsMyNumber: (text: string) => Promise<boolean>;
  readonly newId: () => string;
}

/** The visit around it. */
export interface Around {
  readonly notes: () => Notes;
  readonly call: () => CallClient | null;
  readonly learn: (notes: Notes) => void;
  /** Says it on the panel, as far as anybody hears. */
  readonly say: (messages: readonly PanelMessage[]) => void;
}

export function createNotes({ holdsMyNumber, newId }: Tools, around: Around) {
  return {
    async hear(note: Note, party: PartyId): Promise<void> {
      const found = await holdsMyNumber(note.text);
      around.learn(notes.hear(around.notes(), note, party, found));
    },
    /** Everything that was written once more, with who wrote it; whoever has it passes it over. */
    repeat: () => around.say(notes.repeat(around.notes())),
    /** `declared`: whoever wrote it says 個人番号ではありません. */
    async send(text: string, declared = false): Promise<NoteFault | 'offline' | null> {
      const found = await holdsMyNumber(text);
      const composed = notes.compose(text, newId(), () => found, declared);
      if ('fault' in composed) return composed.fault;
      if (!around.call()?.panel.send(JSON.stringify(composed.message))) return 'offline';
      around.learn(notes.add(around.notes(), composed.note, 'me'));
      return null;
    },
  };
}
