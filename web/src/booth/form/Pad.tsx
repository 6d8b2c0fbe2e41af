import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { mark, toKatakana } from '../../features/form/kana-keys';
import { useLanguage } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useWords } from '../useBooth';

/** あ on the right, as on ticket machines; a space is a gap. */
const kana = [
  'わらやまはなたさかあ',
  'をり みひにちしきい',
  'んるゆむふぬつすくう',
  'ーれ めへねてせけえ',
  '・ろよもほのとそこお',
];
const latin = ['ABCDEFGHIJ', 'KLMNOPQRST', "UVWXYZ-'. "];
const digits = ['123', '456', '789', '-0 '];

/** What an e-mail address is made of. */
const address = ['1234567890', 'qwertyuiop', 'asdfghjkl-', 'zxcvbnm_.@', '+'];

type Layout = 'kana' | 'katakana' | 'latin' | 'digits' | 'address';

interface Typing {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Letters for a person who does not type: 50音, marks, digits and the alphabet; or those of an e-mail address. */
export function LetterPad({ value, onChange, only }: Typing & { readonly only?: 'katakana' | 'address' }) {
  const t = useWords();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<Layout>(language === 'en' ? 'latin' : 'kana');
  const layout = only ?? chosen;
  const rows = { kana, katakana: kana, latin, digits, address }[layout];
  const shown = (row: string) => (layout === 'katakana' ? toKatakana(row) : row);
  const layouts: [Layout, string][] = [
    ['kana', t.pad.kana],
    ['katakana', t.pad.katakana],
    ['digits', t.pad.digits],
    ['latin', 'ABC'],
  ];
  return (
    <fieldset className="pad" data-layout={layout} aria-label={withoutRuby(t.pad.keys)}>
      {only === undefined && (
        <div className="keys layouts">
          {layouts.map(([key, words]) => (
            <Key key={key} isPressed={key === layout} onPress={() => setChosen(key)}>
              {words}
            </Key>
          ))}
        </div>
      )}
      <div className="letters">
        <Letters rows={rows.map(shown)} onLetter={(letter) => onChange(value + letter)} />
      </div>
      <div className="keys controls">
        {(layout === 'kana' || layout === 'katakana') && (
          <>
            <Key onPress={() => onChange(mark(value, 'voiced'))}>{t.pad.voiced}</Key>
            <Key onPress={() => onChange(mark(value, 'semi-voiced'))}>{t.pad.semiVoiced}</Key>
            <Key onPress={() => onChange(mark(value, 'small'))}>{t.pad.small}</Key>
          </>
        )}
        {layout !== 'address' && <Key onPress={() => onChange(`${value} `)}>{t.pad.space}</Key>}
        <Erasing value={value} onChange={onChange} />
      </div>
    </fieldset>
  );
}

/** Digits, and the hyphen that telephone numbers are written with. */
export function NumberPad({ value, onChange }: Typing) {
  const t = useWords();
  return (
    <fieldset className="pad numbers" aria-label={withoutRuby(t.pad.keys)}>
      <Letters rows={digits} onLetter={(letter) => onChange(value + letter)} />
      <div className="keys controls">
        <Erasing value={value} onChange={onChange} />
      </div>
    </fieldset>
  );
}

function Letters({
  rows,
  onLetter,
}: {
  readonly rows: readonly string[];
  readonly onLetter: (letter: string) => void;
}) {
  return rows.map((row) => (
    <div key={row} className="keys">
      {[...row].map((letter, at) =>
        letter === ' ' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no name but its place
          <span key={at} className="gap" />
        ) : (
          <Key key={letter} onPress={() => onLetter(letter)}>
            {letter}
          </Key>
        ),
      )}
    </div>
  ));
}

function Erasing({ value, onChange }: Typing) {
  const t = useWords();
  return (
    <>
      <Key onPress={() => onChange([...value].slice(0, -1).join(''))}>
        <Icon name="back" />
        <Words>{t.pad.erase}</Words>
      </Key>
      <Key onPress={() => onChange('')}>{t.pad.clear}</Key>
    </>
  );
}

/** A key does not take the focus from the field that it types into. */
export function Key({
  isPressed,
  onPress,
  children,
}: {
  readonly isPressed?: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <AriaButton
      className="key"
      preventFocusOnPress
      onPress={onPress}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
    >
      {typeof children === 'string' ? <Words>{children}</Words> : children}
    </AriaButton>
  );
}
