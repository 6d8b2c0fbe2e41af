import type { Memo, MemoContent, SubjectId } from '../../generated/protocol';
import { createStore, type Watchable } from '../../store/store';
import type { MemoApi } from './api';

/** Most of a memo, as the protocol says. */
export const SCRIPT_MAX = 2_000;
export const PHRASE_MAX = 100;
export const PHRASES_MAX = 12;

/** Why a change was not taken; the draft stays. `stale`: somebody else changed the memo meanwhile. */
export type MemoFault = 'stale' | 'flawed' | 'my-number' | 'unreachable';

export type MemoState =
  | { readonly is: 'loading' }
  | { readonly is: 'failed' }
  | { readonly is: 'shown'; readonly memo: Memo }
  | {
      readonly is: 'editing';
      readonly memo: Memo;
      readonly draft: MemoContent;
      readonly busy: boolean;
      readonly fault: MemoFault | null;
    };

/** 応対メモ of one subject, read and changed. */
export interface MemoClient extends Watchable<MemoState> {
  readonly load: () => Promise<void>;
  readonly edit: () => void;
  readonly change: (draft: MemoContent) => void;
  readonly cancel: () => void;
  /** `declared`: whoever wrote it says 個人番号ではありません. */
  readonly save: (declared: boolean) => Promise<void>;
  /** Takes up what the memo said before its last change. */
  readonly undo: () => Promise<void>;
}

export function createMemo(
  api: MemoApi,
  subject: SubjectId,
  holdsMyNumber: (text: string) => boolean,
): MemoClient {
  const store = createStore<MemoState>({ is: 'loading' });

  async function write(memo: Memo, draft: MemoContent, declared: boolean): Promise<void> {
    store.set({ is: 'editing', memo, draft, busy: true, fault: null });
    const answer = await api.write(subject, memo.revision, { content: draft, declared });
    if (answer.is === 'ok') return store.set({ is: 'shown', memo: answer.value });
    const fault =
      answer.is === 'unreachable' ? 'unreachable' : answer.code === 'stale-tag' ? 'stale' : 'flawed';
    if (fault !== 'stale') return store.set({ is: 'editing', memo, draft, busy: false, fault });
    // The next attempt is made on what the memo says now, which is shown beside the draft.
    const latest = await api.read(subject);
    const now = latest.is === 'ok' ? latest.value : memo;
    store.set({ is: 'editing', memo: now, draft, busy: false, fault });
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    async load() {
      store.set({ is: 'loading' });
      const answer = await api.read(subject);
      store.set(answer.is === 'ok' ? { is: 'shown', memo: answer.value } : { is: 'failed' });
    },
    edit() {
      const now = store.snapshot();
      if (now.is !== 'shown' || !now.memo.editable) return;
      store.set({ is: 'editing', memo: now.memo, draft: now.memo.content, busy: false, fault: null });
    },
    change(draft) {
      const now = store.snapshot();
      if (now.is === 'editing' && !now.busy) store.set({ ...now, draft, fault: null });
    },
    cancel() {
      const now = store.snapshot();
      if (now.is === 'editing' && !now.busy) store.set({ is: 'shown', memo: now.memo });
    },
    async save(declared) {
      const now = store.snapshot();
      if (now.is !== 'editing' || now.busy) return;
      const phrases = now.draft.phrases.map((phrase) => phrase.trim()).filter((phrase) => phrase !== '');
      const script = now.draft.script.trim();
      if (!declared && [script, ...phrases].some(holdsMyNumber)) {
        return store.set({ ...now, fault: 'my-number' });
      }
      await write(now.memo, { script, phrases }, declared);
    },
    async undo() {
      const now = store.snapshot();
      // What stood there was looked at when it was written.
      if (now.is === 'shown' && now.memo.before !== null) await write(now.memo, now.memo.before, true);
    },
  };
}
