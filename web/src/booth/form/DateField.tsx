import { type KeyboardEvent, useRef, useState } from 'react';
import {
  type DateEntry,
  dateText,
  digitsOf,
  type EraName,
  eras,
  following,
  type Part,
  parts,
  readDate,
  withPart,
} from '../../features/form/date-entry';
import { useLanguage } from '../../i18n/language';
import { ToggleButton } from '../../ui/Button';
import { Words } from '../../ui/Words';
import { useWords } from '../useBooth';
import { NumberPad } from './Pad';

/** A day by era or western year: three short numbers, one pad. */
export function DateField({
  typed,
  onType,
  onKeyDown,
  described,
  pad,
}: {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly described: { 'aria-describedby'?: string; 'aria-invalid'?: boolean };
  readonly pad: boolean;
}) {
  const t = useWords();
  const { language } = useLanguage();
  const [era, setEra] = useState<EraName>(() => (language === 'ja' ? readDate(typed).era : '西暦'));
  const [part, setPart] = useState<Part>('year');
  const inputs = useRef<Partial<Record<Part, HTMLInputElement | null>>>({});
  const entry = readDate(typed, era);
  const write = (next: DateEntry) => onType(dateText(next));
  const enter = (part: Part, digits: string) => {
    const next = withPart(entry, part, digits);
    write(next);
    const go = digits.length > entry[part].length ? following(next, part) : part;
    if (go !== part) {
      setPart(go);
      inputs.current[go]?.focus();
    }
  };
  return (
    <>
      <fieldset className="switch eras">
        <legend className="visually-hidden">{t.pad.era}</legend>
        {eras.map((name) => (
          <ToggleButton
            key={name}
            size="large"
            isSelected={entry.era === name}
            onChange={() => {
              setEra(name);
              write(withPart({ ...entry, era: name }, 'year', entry.year));
            }}
          >
            <Words>{name === '西暦' ? t.pad.western : name}</Words>
          </ToggleButton>
        ))}
      </fieldset>
      <div className="date">
        {parts.map((name) => (
          <label key={name} data-part={name}>
            <input
              ref={(input) => {
                inputs.current[name] = input;
              }}
              {...described}
              value={entry[name]}
              maxLength={digitsOf(entry, name)}
              inputMode="none"
              autoComplete="off"
              data-active={part === name || undefined}
              onFocus={() => setPart(name)}
              onChange={(event) => enter(name, event.target.value)}
              onKeyDown={onKeyDown}
            />
            <Words>{t.pad[name]}</Words>
          </label>
        ))}
      </div>
      {pad && <NumberPad value={entry[part]} onChange={(digits) => enter(part, digits)} />}
    </>
  );
}
