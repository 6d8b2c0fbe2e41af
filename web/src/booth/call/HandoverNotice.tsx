import { useEffect, useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useWords } from '../useBooth';
import { type HandoverEnd, handoverEnd } from './handover';

/** Long enough to be read twice. */
const SHOWN_MS = 15_000;

/** Says once a handing over has ended who it is now. */
export function HandoverNotice({ view }: { readonly view: CallView }) {
  const t = useWords();
  const [seen, setSeen] = useState<{ view: CallView; end: HandoverEnd | null }>({ view, end: null });
  if (seen.view !== view) {
    const end = handoverEnd(seen.view, view) ?? (view.transfer === null ? seen.end : null);
    setSeen({ view, end });
  }
  const { end } = seen;
  useEffect(() => {
    if (end === null) return;
    const timer = setTimeout(() => setSeen((now) => ({ ...now, end: null })), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [end]);
  return (
    <div role="status">
      {end !== null && (
        <Notice kind="done">
          <Words>
            {end === 'returned' ? t.call.handover.returned : t.call.handover.passed(view.section_name)}
          </Words>
        </Notice>
      )}
    </div>
  );
}
