// 音をためす, while somebody waits: first whether they hear, then whether they would be heard.

export type SoundCheck =
  | { readonly is: 'idle' }
  /** A sound was played: heard? */
  | { readonly is: 'hearing' }
  /** The microphone is on: does the bar move? */
  | { readonly is: 'speaking' }
  | { readonly is: 'good' }
  /** Either side hears nothing. */
  | { readonly is: 'bad' };

export const untried: SoundCheck = { is: 'idle' };

/** What follows from 「聞こえた」 and 「線が動いた」, or not. */
export function answered(check: SoundCheck, yes: boolean): SoundCheck {
  switch (check.is) {
    case 'hearing':
      return { is: yes ? 'speaking' : 'bad' };
    case 'speaking':
      return { is: yes ? 'good' : 'bad' };
    default:
      return check;
  }
}
