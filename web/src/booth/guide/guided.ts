// 手続きガイド of a visit, and what desks of its call are told of it: the whole after every change, never what is still being
// entered. A desk points and suggests; the resident alone opens and answers.

import { createGuidance, type GuideState, type KeptGuide, type Tools } from '../../features/guide/guidance';
import * as walks from '../../features/guide/walk';
import type {
  CallView,
  FromAdviser,
  Guide,
  GuidePoint,
  PanelMessage,
  PartyId,
  TreeId,
  WardId,
} from '../../generated/protocol';

export interface Guided {
  readonly guide: GuideState;
  /** In a call: whether it stands beside the officer. One that is put aside keeps its answers. */
  readonly shown: boolean;
  /** What a desk points at. */
  readonly pointed: GuidePoint | null;
  /** What a desk suggests, until the resident has said yes or no. */
  readonly suggested: Guide | null;
  /** Whether the ward publishes any, as far as this visit has learnt. */
  readonly offered: boolean;
}

export const unguided: Guided = {
  guide: { is: 'closed' },
  shown: false,
  pointed: null,
  suggested: null,
  offered: false,
};

/** The visit around it. */
export interface Around {
  readonly ward: () => WardId | null;
  readonly call: () => CallView | null;
  readonly guided: () => Guided;
  readonly learn: (guided: Guided) => void;
  /** Says it on the panel, as far as anybody hears. */
  readonly say: (messages: readonly PanelMessage[]) => void;
}

export function createGuided(tools: Tools, { ward, call, guided, learn, say }: Around) {
  /** What desks were told last: the same once more is no news. */
  let told = JSON.stringify(shownOf(unguided));

  const guidance = createGuidance(tools, {
    ward,
    state: () => guided().guide,
    learn: (guide) => put({ guide }),
  });

  function put(news: Partial<Guided>): void {
    const before = guided();
    const after = { ...before, ...news };
    // Another page: what was pointed at is not on it.
    const stays = pageOf(after) === pageOf(before);
    learn(stays ? after : { ...after, pointed: null });
    const message = shownOf(guided());
    const text = JSON.stringify(message);
    if (text === told) return;
    told = text;
    say([message]);
  }

  /** Learns which guides there are, for a visit that may come to one. */
  async function look(): Promise<readonly Guide[]> {
    const guides = (await guidance.published()) ?? [];
    put({ offered: guided().offered || guides.length > 0 });
    return guides;
  }

  /** Tells a panel that has just opened, or that sees more or less of the booth now, what stands beside the officer. */
  function introduce(): void {
    if (guided().shown) say([shownOf(guided())]);
  }

  /** The resident opens a guide, or the one that is open already. */
  function open(guide: TreeId | null = null): void {
    put({ shown: true, suggested: null });
    void guidance.open(guide);
  }

  /** An officer of the call, by the SFU's stamp. An interpreter, or whoever listens, points at nothing. */
  async function hear(message: FromAdviser, party: PartyId): Promise<void> {
    if (message.type === 'look') return say([shownOf(guided())]);
    const role = call()?.parties.find((one) => one.party === party)?.role;
    if (role !== 'staff' && role !== 'colleague') return;
    if (message.type === 'point') return put({ pointed: guided().shown ? message.at : null });
    const suggested = (await look()).find(({ tree }) => tree.id === message.guide);
    if (suggested !== undefined && call() !== null) put({ suggested });
  }

  return {
    look,
    open,
    choose: guidance.choose,
    act: guidance.act,
    /** Puts it aside, or back beside the officer. */
    show: (shown: boolean) => put({ shown }),
    decline: () => put({ suggested: null }),
    introduce,
    hear,
    resume: guidance.resume,
    kept: (): (KeptGuide & { readonly shown: boolean }) | null => {
      const kept = guidance.kept();
      return kept === null ? null : { ...kept, shown: guided().shown };
    },
    /** Nothing of it is left. */
    clear: () => {
      guidance.close();
      put(unguided);
    },
  };
}

function shownOf({ guide, shown }: Guided): PanelMessage {
  const open = shown && guide.is === 'open' ? walks.shared(guide.walk) : null;
  return { from: 'walker', message: { type: 'shown', guide: open } };
}

/** Which page is looked at: a question, the list, or none. */
function pageOf({ guide, shown }: Guided): string | null {
  if (!shown || guide.is !== 'open') return null;
  return walks.questionOf(guide.walk)?.id ?? 'list';
}
