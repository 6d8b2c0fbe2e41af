// The booth's one controller: gives the machines their events and does what they decide. Everything of a resident is in
// its state, and goes with the document.

import { draftOf } from '../features/form/draft';
import * as filling from '../features/form/machine';
import * as walks from '../features/guide/walk';
import { masked } from '../features/panel/mask';
import type { NoteFault } from '../features/panel/notes';
import * as notes from '../features/panel/notes';
import { parsePanel } from '../features/panel/parse';
import { createAsking } from '../features/screening/asking';
import type {
  BoothInfo,
  CallView,
  Language,
  Note,
  PanelMessage,
  PartyId,
  PlaceToBook,
  Subject,
  SubjectId,
} from '../generated/protocol';
import type { Answer } from '../http/ask';
import { fit } from '../rtc/fitness';
import { uncovered } from '../rtc/privacy';
import { payloadText } from '../rtc/relay';
import type { SignalClient } from '../signal/client';
import { createStore, type Watchable } from '../store/store';
import { resumed } from './arrival/arrival';
import { createCheckIn } from './arrival/checkIn';
import { offerOf } from './booking/offer';
import { createPlan } from './booking/plan';
import { createCover } from './cover/cover';
import type { Ending, EndReason } from './erase';
import { createGuided, unguided } from './guide/guided';
import { createHearing } from './hearing/hearing';
import { CHOOSING_MS, type Idle, limited, look, RATING_MS, TYPING_MS, touched } from './idle';
import { createPaper } from './paper';
import type { BoothState, Surroundings } from './surroundings';
import type { Kept } from './terminal/kept';
import { allowance, turn } from './turn';
import { type Effect, type Event, start, type Visit } from './visit';

export type Booth = Watchable<BoothState> & ReturnType<typeof createBooth>;

/** A booth that is not there yet is looked for again after this long. */
const LOOK_AGAIN_MS = 5_000;
/** The end of a call may take this long to be told before the document goes. */
const FAREWELL_MS = 1_500;
/** The place's own facts (tiles, out of order) are asked again after this long, while nobody visits. */
const REFRESH_MS = 60_000;
/** A server that knows of the call that was taken up says so at once with its welcome. */
const KNOWN_MS = 5_000;
/** How a ticket would stand is asked again after this long. */
const PROSPECT_MS = 10_000;

/** A state without anything that somebody typed, wrote or covered. */
const nothing = {
  form: { is: 'closed' },
  guided: unguided,
  notes: [],
  privacy: uncovered,
  writesFirst: null,
} as const;

/** `kept`: what a page before this one left of a visit that goes on here. */
export function createBooth(around: Surroundings, ended: Ending | null, kept: Kept | null = null) {
  const { api, clock, media } = around;
  const hearing = createHearing(media, around.ears);
  const store = createStore<BoothState>({
    stage: 'looking',
    info: null,
    bookable: null,
    signal: null,
    call: null,
    language: kept?.language ?? ended?.language ?? 'ja',
    visit: kept?.visit ?? (ended === null ? start : { at: 'erased', submitted: ended.submitted }),
    form: { is: kept?.form == null ? 'closed' : 'opening' },
    guided: {
      ...unguided,
      guide: { is: kept?.guide == null ? 'closed' : 'opening' },
      shown: kept?.guide?.shown ?? false,
    },
    together: null,
    notes: [],
    privacy: kept?.privacy ?? uncovered,
    writesFirst: null,
    fitness: fit,
    idle: { seen: 'present', wakeAt: null },
  });
  let why: EndReason = 'ended';
  /** Of a page before this one, until it is taken up. */
  let left = kept;
  let draft = kept?.form ?? null;
  let walk = kept?.guide ?? null;
  let idle: Idle = { limit: null, touchedAt: clock.now() };
  let stopIdle = () => {};
  let farewell: Promise<unknown> = Promise.resolve();
  let looking = () => {};
  /** The latest fact of a call that was told: the same one again is no news. */
  let known: CallView | null = null;
  /** How often the place was said not to be as it was, as far as it was asked about. */
  let placeChanges = 0;
  /** Nothing was heard yet of the call that was taken up. */
  let unheard = false;
  /** The latest day on which somebody was here. */
  let usedOn = ended === null ? null : around.today();
  let stopWatching = () => {};
  let stopAsking = () => {};
  /** What this visit was counted for as turned away. */
  let counted: readonly string[] = [];

  const learn = (news: Partial<BoothState>) => {
    store.update((now) => ({ ...now, ...news }));
    watchIdle();
  };
  const paper = createPaper(around, {
    visit: () => store.snapshot().visit,
    form: () => store.snapshot().form,
    language: () => store.snapshot().language,
    learn: (form) => {
      if (form.is === 'open') draft = null;
      cover.follow(form);
      learn({ form });
    },
    say: (messages) => say(messages),
    tell: (event) => tell(event),
  });

  const cover = createCover(
    {
      snapshot: store.snapshot,
      learn: (privacy) => learn({ privacy }),
      hush: hearing.hush,
      introduce: () => {
        paper.introduce();
        guided.introduce();
      },
    },
    kept?.visit.at === 'call' ? kept.visit.call.call : null,
  );

  const checkIn = createCheckIn(around, {
    arrival: () => {
      const { visit } = store.snapshot();
      return visit.at === 'arrival' ? visit.arrival : null;
    },
    subject: (id) => store.snapshot().info?.subjects.find((subject) => subject.id === id),
    speak: (language) => learn({ language }),
    tell: (event) => tell(event),
  });
  const screening = createAsking(api.screening, {
    walk: () => {
      const { visit } = store.snapshot();
      return visit.at === 'screening' ? visit.walk : null;
    },
    learn: (walk) => tell({ type: 'walk', walk }),
  });
  const plan = createPlan(around, {
    planning: () => {
      const { visit } = store.snapshot();
      return visit.at === 'booking' ? visit.planning : null;
    },
    language: () => store.snapshot().language,
    tell: (event) => tell(event),
  });

  const guided = createGuided(
    { api, rules: around.guideRules },
    {
      ward: () => store.snapshot().info?.ward ?? null,
      call: () => {
        const { visit } = store.snapshot();
        return visit.at === 'call' ? visit.call : null;
      },
      guided: () => store.snapshot().guided,
      learn: (guided) => {
        if (guided.guide.is === 'open') walk = null;
        learn({ guided });
      },
      say: (messages) => say(messages),
    },
  );

  // Place and line

  async function find(): Promise<void> {
    settle(await api.booth());
  }

  function settle(answer: Answer<BoothInfo>): void {
    looking();
    if (answer.is === 'ok') {
      const signal = around.connect();
      placeChanges = signal.snapshot().placeChanges;
      signal.subscribe(() => facts(signal));
      learn({ stage: 'ready', info: answer.value, signal });
      looking = clock.after(REFRESH_MS, () => void refresh());
      resume();
      facts(signal);
    } else if (answer.is === 'refused' && (answer.code === 'not-signed-in' || answer.code === 'forbidden')) {
      learn({ stage: 'unpaired' });
    } else {
      learn({ stage: 'unreachable' });
      looking = clock.after(LOOK_AGAIN_MS, () => void find());
    }
  }

  async function learnPlace(): Promise<void> {
    const answer = await api.booth();
    if (answer.is === 'ok') learn({ info: answer.value });
  }

  /** The counter was closed, is open again or has other hours. A visit goes on, and is told of closures where it stands. */
  async function learnHours(): Promise<void> {
    const answer = await api.booth();
    const { info, visit } = store.snapshot();
    if (answer.is !== 'ok' || info === null) return;
    const { notices = [] } = answer.value;
    learn({ info: visit.at === 'start' ? answer.value : { ...info, notices } });
    if (visit.at === 'confirm') void askProspect(visit.subject.id);
  }

  /** What can be booked, for a visit that may come to it. */
  async function learnBookable(): Promise<void> {
    if (around.isPractice || store.snapshot().bookable !== null) return;
    const answer = await api.bookable();
    if (answer.is === 'ok') learn({ bookable: answer.value });
  }

  async function refresh(): Promise<void> {
    if (store.snapshot().visit.at === 'start') await learnPlace();
    looking = clock.after(REFRESH_MS, () => void refresh());
  }

  function facts(signal: SignalClient): void {
    const { link, call, placeChanges: told } = signal.snapshot();
    if (told !== placeChanges) {
      placeChanges = told;
      void learnHours();
    }
    if (link.is === 'open' && unheard) {
      unheard = false;
      clock.after(KNOWN_MS, () => {
        if (isKnown(store.snapshot().visit) && signal.snapshot().call === null)
          tell({ type: 'call', call: null });
      });
    }
    if (link.is === 'ended' && link.why === 'revoked') revoked();
    else if (link.is === 'ended' && link.why === 'outdated') outdated();
    else if (link.is === 'open' && call !== known) {
      known = call;
      tell({ type: 'call', call });
    }
  }

  function revoked(): void {
    if (store.snapshot().stage === 'unpaired') return;
    for (const effect of turn(store.snapshot().visit, { type: 'end' }).effects) {
      if (effect.effect === 'leave') perform(effect);
    }
    learn({
      stage: 'unpaired',
      signal: null,
      visit: start,
      ...nothing,
    });
    guided.clear();
  }

  /** A call that still flows is let finish: its media does not depend on the server's words. */
  function outdated(): void {
    if (store.snapshot().stage !== 'outdated') learn({ stage: 'outdated' });
    const { is } = store.snapshot().call?.snapshot().link ?? { is: 'left' };
    if (is !== 'connected' && is !== 'shaky') tell({ type: 'cut-off' });
  }

  // A page that was lost

  function resume(): void {
    if (left === null) return;
    const { visit } = left;
    left = null;
    unheard = isKnown(visit);
    void learnBookable();
    if (visit.at === 'ringing') perform({ ...visit, effect: 'ring' });
    else if (visit.at === 'arrival') tell({ type: 'arrival', arrival: resumed(visit.arrival) });
    else if (visit.at === 'booking') plan.resume();
    else if (visit.at === 'screening') screening.go();
    else if (visit.at === 'call') perform({ effect: 'join', call: visit.call });
    else if (visit.at === 'confirm') perform({ effect: 'ask-prospect', subject: visit.subject.id });
    if (draft !== null) void paper.resume(draft);
    void guided.look();
    if (walk !== null) void resumeGuide(walk);
  }

  async function resumeGuide(left: NonNullable<Kept['guide']>): Promise<void> {
    if (!(await guided.resume(left)))
      clock.after(LOOK_AGAIN_MS, () => walk !== null && void resumeGuide(walk));
  }

  /** What a page after this one needs to go on; null where there is nothing to lose. */
  function keep(): Kept | null {
    const { language, visit, privacy, form } = store.snapshot();
    if (visit.at === 'start' || visit.at === 'erased') return null;
    const open = form.is === 'open' ? { ...draftOf(form.form), shown: form.shown } : null;
    return {
      v: 4,
      language,
      visit,
      privacy,
      form: open ?? (form.is === 'opening' ? draft : null),
      guide: guided.kept() ?? walk,
    };
  }

  // The visit

  function tell(event: Event): void {
    const { visit, effects } = turn(store.snapshot().visit, event);
    // A microphone that was tried while waiting goes on in a call alone.
    const { at } = store.snapshot().visit;
    if (at === 'ringing' && visit.at !== 'ringing' && visit.at !== 'call') media.close();
    if (visit.at === 'start') counted = [];
    if (visit.at !== 'start') usedOn = around.today();
    else if (store.snapshot().bookable !== null) learn({ bookable: null });
    if (event.type === 'begin' || event.type === 'arrive' || event.type === 'choose') void learnBookable();
    if (event.type === 'begin' && !around.isPractice) void guided.look();
    if (visit !== store.snapshot().visit) learn({ visit });
    // What was walked alone is shown to an officer when the resident opens it again, and not before.
    if (at === 'guide' && visit.at !== 'guide') guided.show(false);
    for (const effect of effects) perform(effect);
    // An officer who called while the last visit was being wiped calls still.
    if (event.type === 'again' && known?.state === 'dialling') tell({ type: 'call', call: known });
  }

  function perform(effect: Effect): void {
    const { language, signal, call, together } = store.snapshot();
    switch (effect.effect) {
      case 'ask-prospect':
        void askProspect(effect.subject);
        break;
      case 'ring': {
        const { request, subject, booked, screened } = effect;
        const booking = booked === null ? {} : { booking: booked.booking };
        const said = screened === null ? {} : { screened: screened.given, disagrees: screened.disagrees };
        void signal
          ?.request({ type: 'ring', request, subject: subject.id, language, ...booking, ...said })
          .then((reply) => {
            if (reply.type === 'refused') {
              tell({ type: 'refused', code: reply.problem.code });
              if (reply.problem.code === 'out-of-order') void learnPlace();
            } else if (reply.type === 'lost') tell({ type: 'refused', code: 'internal' });
          });
        break;
      }
      case 'ask-screening':
        screening.go();
        break;
      case 'ask-times':
        plan.begin();
        break;
      case 'take':
        void plan.take(effect.time);
        break;
      case 'release':
        farewell = plan.release(effect.hold);
        break;
      case 'turn-away': {
        const { subject, reason } = effect;
        const what = `${subject} ${reason}`;
        if (!counted.includes(what)) void api.turnAway({ subject, reason });
        counted = [...counted, what];
        break;
      }
      case 'join':
        if (signal !== null) join(signal, effect.call);
        break;
      case 'leave':
        stopWatching();
        together?.close();
        call?.leave();
        media.close();
        hearing.reset();
        learn({ call: null, together: null, fitness: fit });
        break;
      case 'end-call':
        farewell = signal?.request({ type: 'end', call: effect.call }) ?? farewell;
        break;
      case 'answer':
        void signal?.request({ type: 'answer', call: effect.call });
        break;
      case 'rate':
        farewell = signal?.request({ type: 'rate', call: effect.call, rating: effect.rating }) ?? farewell;
        break;
      case 'clear':
        forget();
        break;
      case 'erase':
        void erase(effect.submitted);
    }
  }

  /** Asks how a ticket would stand, and again for as long as the resident thinks about it. */
  async function askProspect(subject: SubjectId): Promise<void> {
    const asked = () => {
      const { visit } = store.snapshot();
      return visit.at === 'confirm' && visit.subject.id === subject;
    };
    stopAsking();
    stopAsking = clock.after(PROSPECT_MS, () => {
      if (asked()) void askProspect(subject);
    });
    const reply = await store.snapshot().signal?.request({ type: 'ask-prospect', subject });
    if (reply?.type === 'prospect') tell({ type: 'prospect', subject, prospect: reply.prospect });
  }

  function forget(): void {
    walk = null;
    guided.clear();
    learn(nothing);
  }

  async function erase(submitted: boolean): Promise<void> {
    forget();
    await Promise.race([farewell, new Promise<void>((done) => void clock.after(FAREWELL_MS, done))]);
    around.erase({ submitted, language: store.snapshot().language }, why);
  }

  // The call

  function join(signal: SignalClient, view: CallView): void {
    void media.open();
    const call = around.join(signal, { call: view.call }, media);
    call.panel.listen((envelope) => {
      const text = envelope.text ? payloadText(envelope) : null;
      const message = text === null ? null : parsePanel(text);
      if (message !== null) hear(message, envelope.sender);
    });
    call.panel.onOpen(() => {
      const { notes, writesFirst } = store.snapshot();
      paper.introduce();
      guided.introduce();
      sayNotes();
      if (notes.length === 0 && writesFirst !== null) void sendNote(writesFirst);
    });
    const together = around.hold(call, media);
    let told = uncovered;
    call.subscribe(() => {
      if (store.snapshot().stage === 'outdated') outdated();
      const { privacy } = call.snapshot();
      if (privacy === told) return;
      told = privacy;
      cover.hear(privacy);
    });
    stopWatching = around.watch(
      () => store.snapshot().privacy.is !== 'off',
      (fitness) => learn({ fitness }),
    );
    learn({ call, together });
    cover.begin(view);
  }

  function say(messages: readonly PanelMessage[]): void {
    const { call } = store.snapshot();
    const isMasked = store.snapshot().privacy.is !== 'off';
    for (const message of messages) call?.panel.send(JSON.stringify(isMasked ? masked(message) : message));
  }

  function hear(message: PanelMessage, party: PartyId): void {
    if (message.from === 'note') {
      void hearNote(message.message, party);
    } else if (message.from === 'reader') {
      // Somebody came, maybe another officer, who is to read what was written before.
      if (message.message.type === 'snapshot') sayNotes();
      if (message.message.type === 'open-form') guided.show(false);
      paper.hear(message.message);
    } else if (message.from === 'adviser') {
      void guided.hear(message.message, party);
    }
  }

  async function hearNote(note: Note, party: PartyId): Promise<void> {
    const found = await around.holdsMyNumber(note.text);
    store.update((now) => ({ ...now, notes: notes.hear(now.notes, note, party, found) }));
  }

  /** Everything that was written once more, with who wrote it; whoever has it passes it over. */
  function sayNotes(): void {
    say(notes.repeat(store.snapshot().notes));
  }

  /** `declared`: whoever wrote it says 個人番号ではありません. */
  async function sendNote(text: string, declared = false): Promise<NoteFault | 'offline' | null> {
    const found = await around.holdsMyNumber(text);
    const composed = notes.compose(text, around.newId(), () => found, declared);
    if ('fault' in composed) return composed.fault;
    const { call } = store.snapshot();
    if (call === null || !call.panel.send(JSON.stringify(composed.message))) return 'offline';
    store.update((now) => ({ ...now, notes: notes.add(now.notes, composed.note, 'me') }));
    return null;
  }

  /** The microphone alone, for whoever waits and tries it: nobody hears it. */
  function tryMicrophone(on: boolean): void {
    if (store.snapshot().visit.at !== 'ringing') return;
    if (on) void media.open(['microphone']);
    else media.close();
  }

  // Nobody there

  function watchIdle(): void {
    const { visit, form, guided, idle: before } = store.snapshot();
    const kind = allowance(visit);
    const { guide } = guided;
    const typed =
      visit.at === 'guide'
        ? guide.is === 'open' && walks.hasDraft(guide.walk)
        : visit.at !== 'alone' || (form.is === 'open' && filling.hasDraft(form.form));
    const limits = { unlimited: null, choosing: CHOOSING_MS, typing: TYPING_MS, rating: RATING_MS };
    idle = limited(idle, limits[kind === 'typing' && !typed ? 'choosing' : kind], clock.now());
    const seen = look(idle, clock.now());
    stopIdle();
    // Whoever says nothing of how it was has said enough: nothing is lost, and nobody is asked twice.
    if (seen.seen === 'gone' || (kind === 'rating' && seen.seen === 'warning')) {
      if (kind !== 'rating') why = 'idle';
      tell({ type: 'gone' });
      return;
    }
    if (seen.wakeAt !== null) stopIdle = clock.after(seen.wakeAt - clock.now(), watchIdle);
    if (JSON.stringify(seen) !== JSON.stringify(before)) store.update((now) => ({ ...now, idle: seen }));
  }

  /** A touch or a key. During the warning only もう少し待つ counts. */
  function touch(stay = false): void {
    if (!stay && store.snapshot().idle.seen !== 'present') return;
    idle = touched(idle, clock.now());
    watchIdle();
  }

  void find();
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    media,
    /** 聞き方 */
    hearing,
    print: around.print,
    isPractice: around.isPractice,
    report: around.report,
    today: around.today,
    /** Whether nobody was here yet today. */
    isFresh: () => usedOn !== around.today(),
    kept: keep,
    tell,
    ring: () => tell({ type: 'ring', request: around.newId() }),
    arrival: checkIn,
    screening,
    /** Books at one of the places that a verdict names: at a time, or at one of all their times. */
    bookAt: (places: readonly PlaceToBook[], time: PlaceToBook['next']) =>
      tell({ type: 'book-at', places, time }),
    plan,
    /** How to book a later day about a subject; null where that is not to be had. */
    booking: (subject: Subject) => {
      const { bookable, info } = store.snapshot();
      const offer = info === null || around.isPractice ? null : offerOf(bookable, info.site, subject.id);
      return offer === null ? null : () => tell({ type: 'book', subject, offer });
    },
    speak: (language: Language) => learn({ language }),
    pair: async (code: string) => {
      const answer = await api.pair(code);
      if (answer.is === 'ok') settle(answer);
      return answer;
    },
    cover: cover.cover,
    lift: cover.lift,
    declineUncover: cover.declineUncover,
    tryMicrophone,
    writeFirst: (writesFirst: string | null) => learn({ writesFirst }),
    sendNote,
    guide: guided,
    /** 手続きガイド at the booth alone. */
    openGuide: () => {
      tell({ type: 'guide' });
      guided.open();
    },
    phone: around.phone,
    openForm: paper.open,
    showForm: paper.show,
    formed: paper.formed,
    submit: paper.submit,
    touch,
  };
}

/** Whether the server knows the visit's call, and would say so with its welcome. */
function isKnown({ at }: Visit): boolean {
  return at === 'call' || at === 'callback' || at === 'dialling';
}
