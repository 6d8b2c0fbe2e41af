import { useState } from 'react';
import { companionKinds, nameCompanions } from '../../features/companion/companions';
import { companionWords } from '../../features/companion/text';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useWords } from '../useBooth';

/** 付き添い: who is here, too, by kind and never by name; each touch is said to the office at once. */
export function CompanionPanel({ view, signal }: { readonly view: CallView; readonly signal: SignalClient }) {
  const { companions: t } = useWords().call;
  const { kind: kinds } = useText(companionWords);
  const [naming] = useState(() => nameCompanions(signal, view.call));
  const { asked, fault } = useStore(naming);
  const said = asked ?? view.companions;
  return (
    <section className="companions">
      <Heading aloud={[t.how, ...companionKinds.map((kind) => kinds[kind]), t.nameless]} onRequest>
        {t.title}
      </Heading>
      <p>
        <Words>{t.how}</Words>
      </p>
      <fieldset aria-label={withoutRuby(t.title)}>
        {companionKinds.map((kind) => (
          <ToggleButton
            key={kind}
            size="main"
            isSelected={said.includes(kind)}
            onChange={() => void naming.toggle(view.companions, kind)}
          >
            {said.includes(kind) && <Icon name="done" />}
            <Words>{kinds[kind]}</Words>
          </ToggleButton>
        ))}
      </fieldset>
      {fault !== null && (
        <Notice kind="harm" live="now">
          <Words>{t.failed}</Words>
        </Notice>
      )}
      <p className="aside">
        <Words>{t.nameless}</Words>
      </p>
    </section>
  );
}
