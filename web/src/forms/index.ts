// Form rules for the faces. `loadForms` once, then every rule is a plain function.

import url from '../generated/forms.wasm?url';
import { openDoor } from './door';
import { type Forms, forms } from './forms';

export type { Answers, Form, Forms, Normalised } from './forms';

let loading: Promise<Forms> | undefined;

/** Loads the rules from our own server, once for the page; a failed load is tried anew by the next call. */
export function loadForms(): Promise<Forms> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Until the rules are there, any twelve digits count as a 個人番号: rather one text too few. */
export function mayHoldMyNumber(text: string): boolean {
  return /(?:\p{Nd}[\s\p{Pd}ー]*){12}/u.test(text);
}

async function load(): Promise<Forms> {
  const { instance } = await WebAssembly.instantiateStreaming(fetch(url));
  return forms(openDoor(instance));
}
