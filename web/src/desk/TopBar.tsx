import { type ReactNode, useState } from 'react';
import { presenceText } from '../features/account/presence-text';
import type { Duty, Me } from '../features/account/session';
import type { DeskPresence, Language } from '../generated/protocol';
import { languageNames, useLanguage, useText } from '../i18n/language';
import type { Facts, SignalClient } from '../signal/client';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Field';
import { Icon, type IconName } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { deskText } from './text';

const icons: Readonly<Record<DeskPresence | 'unknown', IconName>> = {
  available: 'done',
  away: 'away',
  'wrap-up': 'note',
  'in-call': 'call',
  unknown: 'again',
};
/** Staff read Japanese or English; やさしい日本語 is for residents. */
const languages: readonly Language[] = ['ja', 'en'];

/** Large at the top left: how this desk stands. Then who sits here. */
export function TopBar({
  me,
  duty,
  facts,
  signal,
  onSignOut,
  children,
}: {
  readonly me: Me;
  readonly duty: Duty;
  readonly facts: Facts;
  readonly signal: SignalClient;
  readonly onSignOut: () => void;
  /** Ways to other places. */
  readonly children: ReactNode;
}) {
  const text = useText(deskText);
  const standing = useText(presenceText);
  const [failed, setFailed] = useState(false);
  const presence = facts.presence ?? 'unknown';
  const become = async (wish: 'available' | 'away') => {
    const reply = await signal.request({ type: 'set-presence', presence: wish });
    setFailed(reply.type !== 'done');
  };
  return (
    <header className="top">
      <h1 className="visually-hidden">{text.documentTitle}</h1>
      <div className="standing" data-presence={presence} role="status" aria-label={text.presenceLabel}>
        <Icon name={icons[presence]} />
        <span>
          <strong>{standing.presence[presence]}</strong>
          <small>{duty === 'interpret' ? text.interpreting[presence] : text.presenceHelp[presence]}</small>
        </span>
      </div>
      {presence === 'available' && (
        <Button onPress={() => void become('away')}>
          <Icon name="away" />
          {text.beAway}
        </Button>
      )}
      {presence === 'away' && (
        <Button kind="primary" onPress={() => void become('available')}>
          <Icon name="done" />
          {text.beAvailable}
        </Button>
      )}
      {failed && (
        <Notice kind="harm" live="now">
          {text.presenceFailed}
        </Notice>
      )}
      {children}
      <Who me={me} />
      <LanguageChoice />
      <SignOut isDisabled={facts.call !== null} onPress={onSignOut} />
    </header>
  );
}

/** Whose session it is. */
export function Who({ me }: { readonly me: Me }) {
  return (
    <p className="who">
      <span className="sections">{me.sections.map(({ name }) => name).join('・')}</span>
      <strong>{me.name}</strong>
    </p>
  );
}

export function LanguageChoice() {
  const text = useText(deskText);
  const { language, setLanguage } = useLanguage();
  return (
    <Choice
      label={<span className="visually-hidden">{text.language}</span>}
      value={language}
      options={languages.map((key) => ({ key, words: languageNames[key] }))}
      onChange={setLanguage}
    />
  );
}

export function SignOut({
  isDisabled = false,
  onPress,
}: {
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}) {
  const text = useText(deskText);
  return (
    <Button isDisabled={isDisabled} onPress={onPress}>
      <Icon name="signOut" />
      {text.signOut}
    </Button>
  );
}
