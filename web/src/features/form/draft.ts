// A form as plain data, so that a page that was lost can be taken up where it stood. It holds private answers: it goes
// to nobody but the program that looks after this booth, and only into its memory.

import type { FormId, Language, PanelMessage, ProposalId } from '../../generated/protocol';
import type { Path, Sheet } from '../panel/sheet';
import * as panel from '../panel/writer';
import type { Past } from './history';
import { type Form, type Formed, type Place, panelForm, type Receipt, renewed, untouched } from './machine';
import type { Answers, Rules } from './rules';

export interface Draft {
  readonly form: FormId;
  readonly version: number;
  readonly language: Language;
  readonly seq: number;
  readonly sheet: Sheet;
  readonly values: Readonly<Record<Path, string>>;
  readonly seen: readonly ProposalId[];
  readonly place: KeptPlace;
  readonly declared: readonly Path[];
  readonly proposed: readonly Path[];
  readonly past: readonly Past[];
  readonly tried: Form['tried'];
}

type KeptPlace =
  | { readonly at: 'field'; readonly path: Path; readonly typed: string; readonly fromCheck: boolean }
  /** `sent`: a try was under way, and nobody knows whether it arrived. */
  | { readonly at: 'check'; readonly sent: boolean }
  | ({ readonly at: 'receipt' } & Receipt);

export function draftOf({ writer, place, declared, proposed, past, tried }: Form): Draft {
  const { form, language, seq, sheet, values, seen } = writer;
  const { id, version } = form;
  return {
    form: id,
    version,
    language,
    seq,
    sheet,
    values,
    seen,
    place: keptPlace(place),
    declared,
    proposed,
    past,
    tried,
  };
}

/** Takes a draft up again; the desk is shown the whole of it. A new version of the form keeps what it still takes. */
export function takeUp(rules: Rules, draft: Draft): Formed {
  const { language, seq, sheet, values, seen, declared, proposed, past, tried } = draft;
  const writer = { form: panelForm(rules), language, seq, sheet, values, highlight: null, seen };
  const place = placeOf(draft.place, rules, values);
  const form: Form = { ...untouched, rules, writer, place, declared, proposed, past, tried };
  if (draft.version !== rules.definition.version && draft.place.at !== 'receipt') return renewed(form, rules);
  const say: PanelMessage[] = [panel.snapshot(writer)];
  return { form, say };
}

function keptPlace(place: Place): KeptPlace {
  switch (place.at) {
    case 'field':
      return { at: 'field', path: place.asked.path, typed: place.typed, fromCheck: place.fromCheck };
    case 'check':
      return { at: 'check', sent: place.submission.state === 'sending' };
    case 'receipt':
      return place;
  }
}

function placeOf(kept: KeptPlace, rules: Rules, values: Answers): Place {
  if (kept.at === 'receipt') return kept;
  if (kept.at === 'field') {
    const asked = rules.fields(values).find(({ path }) => path === kept.path);
    if (asked !== undefined) {
      return { at: 'field', asked, typed: kept.typed, error: null, fromCheck: kept.fromCheck };
    }
  }
  const sent = kept.at === 'check' && kept.sent;
  return {
    at: 'check',
    errors: [],
    submission: sent ? { state: 'failed', code: null } : { state: 'none' },
  };
}
