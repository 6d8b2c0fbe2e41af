// What a desk asks of a form that is being filled: its suggestions, where to go, where to look, and whether both see the same.

import type { FromReader, FromWriter, PanelMessage } from '../../generated/protocol';
import type { Path } from '../panel/sheet';
import * as panel from '../panel/writer';
import { type Form, type Formed, mayAlter, open } from './machine';

/** `covered`: of the booth's screen nothing is to be seen, so that nothing is compared. */
export function hear(form: Form, message: FromReader, covered: boolean): Formed {
  switch (message.type) {
    case 'lead':
      return lead(form, message.path);
    case 'look':
      return { form: isAsked(form, message.path) ? { ...form, look: message.path } : form, say: [] };
    case 'compare':
      return compare(form, message, covered);
    default: {
      const { writer, say } = panel.receive(form.writer, message);
      return { form: { ...form, writer }, say };
    }
  }
}

/** もどる, from where staff took the resident: what was half typed there stands as it was. */
export function goBack(form: Form): Formed {
  const { led } = form;
  if (led === null || !mayAlter(form)) return { form, say: [] };
  const { back } = led;
  // Something that was accepted meanwhile may have taken the question away.
  if (back.at === 'field' && !isAsked(form, back.asked.path))
    return { form: { ...form, led: null }, say: [] };
  const step =
    back.at === 'field' ? ({ at: 'field', path: back.asked.path } as const) : ({ at: 'check' } as const);
  const { writer, say } = panel.moveTo(form.writer, step);
  return { form: { ...form, writer, place: back, led: null }, say };
}

/** ひらく: the resident looks where staff ask. */
export function lookThere(form: Form): Formed {
  return form.look === null ? { form, say: [] } : open({ ...form, look: null }, form.look);
}

/** いまはいい */
export function lookAway(form: Form): Form {
  return { ...form, look: null };
}

function lead(form: Form, path: Path): Formed {
  const { place } = form;
  const isThere = place.at === 'field' && place.asked.path === path;
  if (isThere || !isAsked(form, path)) return { form, say: [] };
  const { form: there, say } = open(form, path);
  // Led on from where they were led to, the resident still goes back to where they were themselves.
  return { form: { ...there, led: { path, back: form.led?.back ?? place } }, say };
}

function isAsked(form: Form, path: Path): boolean {
  return mayAlter(form) && form.rules.fields(form.writer.values).some((asked) => asked.path === path);
}

type Compare = Extract<FromReader, { type: 'compare' }>;

/**
 * What is not said of the present number is passed over: a lower one is on its way to be right, a higher one is none of ours.
 * A desk that differs twice running cannot be helped by another snapshot, and no submission waits for it.
 */
function compare(form: Form, { seq, fingerprint }: Compare, covered: boolean): Formed {
  const { writer, rules, alignment, place } = form;
  if (seq !== writer.seq) return { form, say: [] };
  if (covered) return { form, say: [compared(seq, 'covered')] };
  const same = fingerprint === rules.fingerprint(writer.values);
  const differs = !same && !alignment.differs;
  const waits = place.at === 'check' && place.submission.state === 'aligning';
  return {
    form: {
      ...form,
      alignment: { ...alignment, differs },
      place: waits && !differs ? { ...place, submission: { state: 'none' } } : place,
    },
    say: [compared(seq, same ? 'same' : 'different')],
  };
}

function compared(seq: number, found: Extract<FromWriter, { type: 'compared' }>['found']): PanelMessage {
  return { from: 'writer', message: { type: 'compared', seq, found } };
}
