// The form of a visit: fetched, filled together, submitted. Its own machine (features/form) decides; this does it.

import type { Clock } from '../clock/clock';
import { takeUp } from '../features/form/draft';
import { hear as heard } from '../features/form/helped';
import type { Form, Formed } from '../features/form/machine';
import * as filling from '../features/form/machine';
import type { Rules } from '../features/form/rules';
import * as panel from '../features/panel/writer';
import type { Definition, FieldError } from '../generated/forms';
import type { FieldProblem, FormId, FromReader, Language, PanelMessage } from '../generated/protocol';
import type { Api } from './api';
import type { Kept } from './terminal/kept';
import type { Event, Visit } from './visit';

export type FormState =
  | { readonly is: 'closed' }
  | { readonly is: 'opening' }
  | { readonly is: 'unavailable'; readonly form: FormId }
  /** `shown`: a form that is put aside keeps its draft. */
  | { readonly is: 'open'; readonly form: Form; readonly shown: boolean };

/** The visit around it. */
export interface Around {
  readonly visit: () => Visit;
  readonly form: () => FormState;
  readonly language: () => Language;
  readonly isCovered: () => boolean;
  readonly learn: (form: FormState) => void;
  /** Says it on the panel, as far as anybody hears. */
  readonly say: (messages: readonly PanelMessage[]) => void;
  readonly tell: (event: Event) => void;
}

/** What it stands on. */
export interface Tools {
  readonly api: Pick<Api, 'form' | 'submit'>;
  readonly clock: Clock;
  readonly rules: (definition: Definition) => Promise<Rules>;
  /** Learns which places a postcode that is being typed stands for; true where more is known then. */
  readonly learnPlaces: (typed: string) => Promise<boolean>;
  readonly newId: () => string;
}

/** A form that a lost page left is asked for again after this long. */
const AGAIN_MS = 5_000;

export function createPaper({ api, clock, rules, learnPlaces, newId }: Tools, around: Around) {
  const { learn, say } = around;

  async function rulesOf(id: FormId): Promise<Rules | null> {
    const definition = await api.form(id);
    if (definition.is !== 'ok') return null;
    return rules(definition.value).catch(() => null);
  }

  /** Opens the call's own form, or shows it again. Any other is not this call's business. */
  async function open(id: FormId): Promise<void> {
    const visit = around.visit();
    const form = around.form();
    if (visit.at !== 'call' || visit.call.form !== id) return;
    if (form.is === 'open') return learn({ ...form, shown: true });
    if (form.is === 'opening') return;
    learn({ is: 'opening' });
    const found = await rulesOf(id);
    if (around.form().is !== 'opening') return;
    if (found === null) return learn({ is: 'unavailable', form: id });
    const begun = filling.begin(found, around.language());
    learn({ is: 'open', form: begun.form, shown: true });
    say(begun.say);
  }

  /** Goes on with what a lost page left. */
  async function resume(kept: NonNullable<Kept['form']>): Promise<void> {
    const found = await rulesOf(kept.form);
    if (around.form().is !== 'opening') return;
    if (found === null) return void clock.after(AGAIN_MS, () => void resume(kept));
    const { form, say: messages } = takeUp(found, kept);
    learn({ is: 'open', form, shown: kept.shown });
    say(messages);
  }

  function show(shown: boolean): void {
    const form = around.form();
    if (form.is === 'open') learn({ ...form, shown });
    else if (!shown) learn({ is: 'closed' });
  }

  function formed(next: Form | Formed): void {
    const form = around.form();
    if (form.is !== 'open') return;
    const { form: value, say: messages } = 'writer' in next ? { form: next, say: [] } : next;
    learn({ ...form, form: value });
    say(messages);
    const progress = filling.hasArrived(value) ? 'submitted' : filling.hasDraft(value) ? 'draft' : 'none';
    around.tell({ type: 'form', progress });
    void learnPlace(value);
  }

  async function learnPlace({ rules, place }: Form): Promise<void> {
    if (place.at !== 'field' || rules.field(place.asked.path)?.kind.type !== 'postcode') return;
    const isMore = await learnPlaces(place.typed);
    const now = around.form();
    if (isMore && now.is === 'open') learn({ ...now, form: filling.placesLearned(now.form) });
  }

  function hear(message: FromReader): void {
    const form = around.form();
    if (message.type === 'open-form') void open(message.form);
    else if (form.is === 'open') formed(heard(form.form, message, around.isCovered()));
    else if (message.type === 'snapshot') say([panel.noForm]);
  }

  async function submit(): Promise<void> {
    const form = around.form();
    const visit = around.visit();
    if (form.is !== 'open' || (visit.at !== 'call' && visit.at !== 'alone')) return;
    const tried = filling.submit(form.form, newId());
    formed(tried);
    if (tried.send === undefined) return;
    const answer = await api.submit(visit.call.call, tried.send);
    const now = around.form();
    if (now.is !== 'open') return;
    if (answer.is === 'ok') {
      const { receipt: number, code = null, helped = [] } = answer.value;
      return formed(filling.submitted(now.form, { number, code, helped, submittedAt: clock.now() }));
    }
    if (answer.is === 'refused' && answer.code === 'outdated-form') return renew(tried.send.form);
    const [code, errors] =
      answer.is === 'refused' ? [answer.code, (answer.errors ?? []).map(asError)] : [null, []];
    formed(filling.refused(now.form, code, errors));
  }

  async function renew(id: FormId): Promise<void> {
    const found = await rulesOf(id);
    const form = around.form();
    if (form.is !== 'open') return;
    formed(found === null ? filling.refused(form.form, null) : filling.renewed(form.form, found));
  }

  /** Tells a panel that has just opened what there is. */
  function introduce(): void {
    const form = around.form();
    say([form.is === 'open' ? panel.snapshot(form.form.writer) : panel.noForm]);
  }

  return { open, resume, show, formed, hear, submit, introduce };
}

function asError({ path, code, message }: FieldProblem): FieldError {
  return { path, code, message: { ja: message, easy: message, en: message } } as FieldError;
}
