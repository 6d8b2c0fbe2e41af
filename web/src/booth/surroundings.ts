// What the booth's controller knows, and what it stands on.

import type { Clock } from '../clock/clock';
import type { Rules } from '../features/form/rules';
import type { GuideRules } from '../features/guide/rules';
import type { Notes } from '../features/panel/notes';
import type { StageHolder } from '../features/stage/holdStage';
import type { Definition } from '../generated/forms';
import type { Bookable, BoothInfo, CallId, Guide, Lamp, Language, Privacy } from '../generated/protocol';
import type { CallClient } from '../rtc/call';
import type { Fitness } from '../rtc/fitness';
import type { LocalMedia } from '../rtc/media';
import type { SignalClient } from '../signal/client';
import type { Api } from './api';
import type { Ending, EndReason } from './erase';
import type { Guided } from './guide/guided';
import type { Ears } from './hearing/hearing';
import type { Seen } from './idle';
import type { FormState } from './paper';
import type { Visit } from './visit';

export interface BoothState {
  /** `outdated`: the server speaks another version, and this page ends with its visit. */
  readonly stage: 'looking' | 'unpaired' | 'ready' | 'unreachable' | 'outdated';
  readonly info: BoothInfo | null;
  /** What can be booked, as far as this visit has learnt. */
  readonly bookable: Bookable | null;
  /** Null until the booth is ready; gone again when it is revoked. */
  readonly signal: SignalClient | null;
  readonly call: CallClient | null;
  readonly visit: Visit;
  /** What the resident chose on the page, or had chosen when they booked. */
  readonly language: Language;
  readonly form: FormState;
  /** 手続きガイド: the one that is open, and what a desk says of it. */
  readonly guided: Guided;
  /** What the call's parties look at together; null outside a call. */
  readonly together: StageHolder | null;
  readonly notes: Notes;
  /** 画面をかくす: what of this booth is covered, by whom; of its screen everything, wholly or in part. */
  readonly privacy: Privacy;
  /** 筆談で話す: what the resident writes as soon as somebody can read it; null for whoever speaks. */
  readonly writesFirst: string | null;
  /** Whether the call's own devices give anything. */
  readonly fitness: Fitness;
  readonly idle: Seen;
}

/** How staff hear of a self-test: through the program around the page, or from the page of a tablet. */
export interface Reporter {
  readonly by: 'program' | 'page';
  /** False if it did not arrive. */
  readonly tell: (lamps: readonly Lamp[]) => Promise<boolean>;
}

/** What the controller stands on; tests hand in their own. */
export interface Surroundings {
  readonly api: Api;
  readonly clock: Clock;
  readonly media: LocalMedia;
  /** What can be heard by besides the loudspeaker. */
  readonly ears: Ears;
  readonly connect: () => SignalClient;
  readonly join: (signal: SignalClient, call: { readonly call: CallId }, media: LocalMedia) => CallClient;
  readonly hold: (call: CallClient, media: LocalMedia) => StageHolder;
  /** Watches the devices of a call until it is stopped. */
  readonly watch: (isCovered: () => boolean, tell: (fitness: Fitness) => void) => () => void;
  readonly rules: (definition: Definition) => Promise<Rules>;
  /** Learns which places a postcode that is being typed stands for; true where more is known then. */
  readonly learnPlaces: (typed: string) => Promise<boolean>;
  readonly guideRules: (guide: Guide) => Promise<GuideRules>;
  /** Where a resident's phone finds this city's pages, unless the office says so: this page's own origin; null at a terminal. */
  readonly phone: string | null;
  readonly holdsMyNumber: (text: string) => Promise<boolean>;
  readonly newId: () => string;
  /** Prints the slip on the page. False if the printer did not take it; null where there is none. */
  readonly print: (() => Promise<boolean>) | null;
  /** Tells staff how the devices were found; null where it does not leave. */
  readonly report: Reporter | null;
  /** The day at the office: `2026-11-20`. */
  readonly today: () => string;
  /** れんしゅう: nothing of the machine is used and nothing leaves it. */
  readonly isPractice: boolean;
  /** Opens the next document, or has it opened. */
  readonly erase: (ending: Ending, why: EndReason) => void;
}
