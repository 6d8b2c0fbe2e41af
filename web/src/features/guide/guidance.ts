// A guide of a visit: fetched, walked, its advice told to the office once. Its own machine (`walk.ts`) decides; this does it.

import type { AdviceLog, Guide, TreeId, WardId } from '../../generated/protocol';
import type { Answer } from '../../http/ask';
import type { GuideRules } from './rules';
import * as walks from './walk';

export type GuideState =
  | { readonly is: 'closed' }
  | { readonly is: 'opening' }
  /** It could not be fetched. `guide`: the one that was wanted; null where it was not chosen yet. */
  | { readonly is: 'failed'; readonly guide: TreeId | null }
  /** Which one? Empty where the ward publishes none. */
  | { readonly is: 'choosing'; readonly guides: readonly Guide[] }
  | { readonly is: 'open'; readonly walk: walks.Walking };

/** The office, as far as guides need it. */
export interface GuideApi {
  /** The guides in force. */
  readonly guides: (ward: WardId) => Promise<Answer<Guide[]>>;
  /** What was told by which version, and nothing of whom. */
  readonly logAdvice: (ward: WardId, log: AdviceLog) => Promise<Answer<null>>;
}

/** What it stands on. */
export interface Tools {
  readonly api: GuideApi;
  readonly rules: (guide: Guide) => Promise<GuideRules>;
}

/** The visit around it. */
export interface Around {
  readonly ward: () => WardId | null;
  readonly state: () => GuideState;
  readonly learn: (state: GuideState) => void;
}

/** What is kept against the loss of the page. `told`: the office has heard of the advice that is shown. */
export interface KeptGuide extends walks.Draft {
  readonly told: boolean;
}

export type Guidance = ReturnType<typeof createGuidance>;

export function createGuidance({ api, rules }: Tools, { ward, state, learn }: Around) {
  /** The latest advice that the office heard of. */
  let told: string | null = null;
  /** Which opening is under way: of an earlier one nothing is heard any more. */
  let turn = 0;

  async function published(): Promise<readonly Guide[] | null> {
    const of = ward();
    const answer = of === null ? null : await api.guides(of);
    return answer?.is === 'ok' ? answer.value : null;
  }

  /** Opens a guide, or the choice of one; a walk that is under way goes on, by the version that is in force now. */
  async function open(wanted: TreeId | null = null): Promise<void> {
    const now = state();
    const under = now.is === 'open' && isOf(now.walk, wanted) ? walks.draftOf(now.walk) : null;
    turn += 1;
    const mine = turn;
    if (under === null) learn({ is: 'opening' });
    const guides = await published();
    if (mine !== turn) return;
    if (under !== null) return renew(guides);
    if (guides === null) return learn({ is: 'failed', guide: wanted });
    const found =
      guides.find(({ tree }) => tree.id === wanted) ?? (guides.length === 1 ? guides[0] : undefined);
    if (found === undefined) return learn({ is: 'choosing', guides });
    await start(found, null, mine);
  }

  /** What a lost page left. Where it cannot be fetched, the draft waits: nothing is opened, and the caller asks again. */
  async function resume({ told: heard, ...draft }: KeptGuide): Promise<boolean> {
    turn += 1;
    const mine = turn;
    learn({ is: 'opening' });
    const guides = await published();
    if (mine !== turn) return true;
    const found = guides?.find(({ tree }) => tree.id === draft.tree.id);
    if (guides !== null && found === undefined) learn({ is: 'choosing', guides });
    if (found === undefined) return guides !== null;
    const walk = await begun(found, draft);
    if (walk === null || mine !== turn) return mine !== turn;
    if (heard && walk.advice !== null) told = JSON.stringify(walk.advice.log);
    show(walk);
    return true;
  }

  async function start(guide: Guide, draft: walks.Draft | null, mine: number): Promise<void> {
    const walk = await begun(guide, draft);
    if (mine !== turn) return;
    if (walk === null) learn({ is: 'failed', guide: guide.tree.id });
    else show(walk);
  }

  function begun(guide: Guide, draft: walks.Draft | null): Promise<walks.Walking | null> {
    return rules(guide).then(
      (rules) => walks.begin(rules, draft),
      () => null,
    );
  }

  /** A newer version is in force than the one that is being walked. */
  async function renew(guides: readonly Guide[] | null): Promise<void> {
    const now = state();
    if (now.is !== 'open') return;
    const { id, version } = now.walk.rules.guide.tree;
    const newer = guides?.find(({ tree }) => tree.id === id);
    if (newer === undefined || newer.tree.version === version) return;
    const made = await rules(newer).catch(() => null);
    const then = state();
    // What was answered meanwhile is taken over, too.
    if (made !== null && then.is === 'open' && isOf(then.walk, id))
      show(walks.begin(made, walks.draftOf(then.walk)));
  }

  async function choose(guide: Guide): Promise<void> {
    turn += 1;
    learn({ is: 'opening' });
    await start(guide, null, turn);
  }

  function act(change: (walk: walks.Walking) => walks.Walking): void {
    const now = state();
    if (now.is === 'open') show(change(now.walk));
  }

  function show(walk: walks.Walking): void {
    learn({ is: 'open', walk });
    if (walk.advice !== null && walk.back === null) void tell(walk.advice.log);
  }

  /** Once for each advice that is shown; one that did not arrive is told when it is shown again. */
  async function tell(log: AdviceLog): Promise<void> {
    const of = ward();
    const text = JSON.stringify(log);
    if (of === null || told === text) return;
    told = text;
    const answer = await api.logAdvice(of, log);
    if (answer.is !== 'ok' && told === text) told = null;
  }

  function close(): void {
    turn += 1;
    told = null;
    learn({ is: 'closed' });
  }

  function kept(): KeptGuide | null {
    const now = state();
    if (now.is !== 'open') return null;
    const { advice } = now.walk;
    return { ...walks.draftOf(now.walk), told: advice !== null && told === JSON.stringify(advice.log) };
  }

  return { published, open, resume, choose, act, close, kept };
}

function isOf(walk: walks.Walking, guide: TreeId | null): boolean {
  return guide === null || walk.rules.guide.tree.id === guide;
}
