// Some of several options, as an answer holds them: ids in the order shown, with commas between.

import type { Choice, Kind } from '../../generated/forms';

type Options = Pick<Kind & { type: 'choice' | 'several' }, 'options'> & { readonly none?: Choice | null };

/** Every option, あてはまるものはない last. */
export function optionsOf({ options, none }: Options): readonly Choice[] {
  return none == null ? options : [...options, none];
}

/** Those that an answer names, in the order shown. */
export function optionsIn(kind: Options, answer: string): readonly Choice[] {
  const chosen = answer.split(',');
  return optionsOf(kind).filter(({ id }) => chosen.includes(id));
}
