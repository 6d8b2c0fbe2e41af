// 質問の流れ for the faces. `loadTrees` once a guide is opened: whoever opens none never fetches the rules.

import { behindDoor } from '../forms/door';
import url from '../generated/trees.wasm?url';
import { type Trees, trees } from './trees';

export type { Answers, Trees } from './trees';

/** Loads the rules from our own server, once for the page; a failed load is tried anew by the next call. */
export const loadTrees: () => Promise<Trees> = behindDoor(url, trees);
