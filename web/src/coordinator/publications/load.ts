import { behindDoor } from '../../forms/door';
import url from '../../generated/trees-editor.wasm?url';
import { type DraftRules, draftRules } from './rules';

/** Loads the rules for editing from our own server, once for the page. */
export const loadDraftRules: () => Promise<DraftRules> = behindDoor(url, draftRules);
