// Form rules for the faces. `loadForms` once, then every rule is a plain function.

import url from '../generated/forms.wasm?url';
import { behindDoor } from './door';
import { type Forms, forms } from './forms';

export type { Answers, Form, Forms, Normalised } from './forms';

/** Loads the rules from our own server, once for the page; a failed load is tried anew by the next call. */
export const loadForms: () => Promise<Forms> = behindDoor(url, forms);
