import { useCallback, useEffect, useState } from 'react';
import { today } from '../../clock/today';
import type { Guide, TreeId, WardId } from '../../generated/protocol';
import { createAsk } from '../../http/ask';
import { loadTrees } from '../../trees';
import { guideApi } from './api';
import { type GuideRules, rulesOf } from './rules';

/** A ward's guides with the rules that walk them, fetched once they are wanted. */
export type Loaded =
  | { readonly is: 'unwanted' }
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly again: () => void }
  | {
      readonly is: 'loaded';
      readonly guides: readonly Guide[];
      readonly rules: (guide: TreeId) => GuideRules | null;
    };

const { guides: ask } = guideApi(createAsk(fetch.bind(globalThis)));

/** `version`: of the guide that the booth shows; another one is reason to ask anew. */
export function useGuides(ward: WardId, wanted: boolean, version: number | null): Loaded {
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((n) => n + 1), []);
  const [loaded, setLoaded] = useState<Exclude<Loaded, { is: 'failed' }> | { readonly is: 'failed' }>({
    is: 'unwanted',
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, and another try, are asked for anew
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    setLoaded((before) => (before.is === 'loaded' ? before : { is: 'loading' }));
    Promise.all([ask(ward), loadTrees()])
      .then(([answer, trees]) => {
        if (answer.is !== 'ok') throw new Error('the guides could not be fetched');
        const guides = answer.value;
        const rules = (id: TreeId) => {
          const guide = guides.find(({ tree }) => tree.id === id);
          return guide === undefined ? null : rulesOf(trees, guide, today);
        };
        if (current) setLoaded({ is: 'loaded', guides, rules });
      })
      .catch(() => {
        if (current) setLoaded({ is: 'failed' });
      });
    return () => {
      current = false;
    };
  }, [ward, wanted, version, tries]);
  return loaded.is === 'failed' ? { is: 'failed', again } : loaded;
}
