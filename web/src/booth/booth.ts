// The booth's one controller: gives the machines their events and does what they decide. Everything of a resident is in
// its state, and goes with the document.

import { draftOf } from '../features/form/draft';
import { masked } from '../features/panel/mask';
import { parsePanel } from '../features/panel/parse';
import { createAsking } from '../features/screening/asking';
import type {
  CallView,
  Language,
  PanelMessage,
  PartyId,
  PlaceToBook,
  Subject,
  SubjectId,
} from '../generated/protocol';
import { fit } from '../rtc/fitness';
import { uncovered } from '../rtc/privacy';
import { payloadText } from '../rtc/relay';
import type { SignalClient } from '../signal/client';
import { createStore, type Watchable } from '../store/store';
import { resumed } from './arrival/arrival';
import { createCheckIn } from './arrival/checkIn';
import { offerOf } from './booking/offer';
import { createPlan } from './booking/plan';
import { createNotes } from './call/notes';
import { createCover } from './cover/cover';
import type { Ending, EndReason } from './erase';
import { createGuided, unguided } from './guide/guided';
import { createHearing } from './hearing/hearing';
import { createPaper } from './paper';
import { createPlace } from './place/place';
import type { BoothState, Surroundings } from './surroundings';
import type { Kept } from './terminal/kept';
import { turn } from './turn';
import { type Effect, type Event, start } from './visit';
import { createWatch } from './watch';

export type Booth = Watchable<BoothState> & ReturnType<typeof createBooth>;

/** A guide that could not be taken up is tried again after this long. */
const LOOK_AGAIN_MS = 5_000;
/** The end of a call may take this long to be told before the document goes. */
const FAREWELL_MS = 1_500;
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
  let farewell: Promise<unknown> = Promise.resolve();
  /** The latest day on which somebody was here. */
  let usedOn = ended === null ? null : around.today();
  let stopWatching = () => {};
  let stopAsking = () => {};
  /** What this visit was counted for as turned away. */
  let counted: readonly string[] = [];

  const learn = (news: Partial<BoothState>) => {
    store.update((now) => ({ ...now, ...news }));
    presence.watch();
  };
  const presence = createWatch(clock, {
    snapshot: store.snapshot,
    learn: (idle) => store.update((now) => ({ ...now, idle })),
    gone: (rating) => {
      if (!rating) why = 'idle';
      tell({ type: 'gone' });
    },
  });
  const paper = createPaper(around, {
    visit: () => store.snapshot().visit,
    form: () => store.snapshot().form,
    language: () => store.snapshot().language,
    isCovered: () => store.snapshot().privacy.is !== 'off',
    learn: (form) => {
      if (form.is === 'open') draft = null;
      cover.follow(form);
      learn({ form });
    },
    say: (messages) => say(messages),
    tell: (event) => tell(event),
  });

  const place = createPlace(around, {
    snapshot: store.snapshot,
    learn,
    tell: (event) => tell(event),
    ready: () => resume(),
    revoked: () => revoked(),
    askProspect: (subject) => void askProspect(subject),
  });

  const written = createNotes(around, {
    notes: () => store.snapshot().notes,
    call: () => store.snapshot().call,
    learn: (notes) => store.update((now) => ({ ...now, notes })),
    say: (messages) => say(messages),
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

  // A page that was lost

  function resume(): void {
    if (left === null) return;
    const { visit } = left;
    left = null;
    place.takeUp(visit);
    void place.learnBookable();
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
      v: 5,
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
    if (event.type === 'begin' || event.type === 'arrive' || event.type === 'choose')
      void place.learnBookable();
    if (event.type === 'begin' && !around.isPractice) void guided.look();
    if (visit !== store.snapshot().visit) learn({ visit });
    // What was walked alone is shown to an officer when the resident opens it again, and not before.
    if (at === 'guide' && visit.at !== 'guide') guided.show(false);
    for (const effect of effects) perform(effect);
    // An officer who called while the last visit was being wiped calls still.
    const call = place.call();
    if (event.type === 'again' && call?.state === 'dialling') tell({ type: 'call', call });
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
              if (reply.problem.code === 'out-of-order') void place.look();
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
      written.repeat();
      if (notes.length === 0 && writesFirst !== null) void written.send(writesFirst);
    });
    const together = around.hold(call, media);
    let told = uncovered;
    call.subscribe(() => {
      if (store.snapshot().stage === 'outdated') place.outdated();
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
      void written.hear(message.message, party);
    } else if (message.from === 'reader') {
      // Somebody came, maybe another officer, who is to read what was written before.
      if (message.message.type === 'snapshot') written.repeat();
      if (message.message.type === 'open-form') guided.show(false);
      paper.hear(message.message);
    } else if (message.from === 'adviser') {
      void guided.hear(message.message, party);
    }
  }

  /** The microphone alone, for whoever waits and tries it: nobody hears it. */
  function tryMicrophone(on: boolean): void {
    if (store.snapshot().visit.at !== 'ringing') return;
    if (on) void media.open(['microphone']);
    else media.close();
  }

  void place.find();
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
      if (answer.is === 'ok') place.settle(answer);
      return answer;
    },
    cover: cover.cover,
    lift: cover.lift,
    declineUncover: cover.declineUncover,
    tryMicrophone,
    writeFirst: (writesFirst: string | null) => learn({ writesFirst }),
    sendNote: written.send,
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
    touch: presence.touch,
  };
}
