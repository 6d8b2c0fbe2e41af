import { useState } from 'react';
import {
  dateText,
  digitsOf,
  type EraName,
  eras,
  type Part,
  parts,
  readDate,
  withPart,
} from '../features/form/date-entry';
import { guideText } from '../features/guide/text';
import { Words } from '../ui/Words';
import { useBook } from './context';

/** A day by its era or western year: three short numbers. */
export function Day({
  typed,
  onType,
  wrong,
  question,
  problem,
}: {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly wrong: boolean;
  /** The ids of what is asked, and of what is wrong. */
  readonly question: string;
  readonly problem: string;
}) {
  const { language } = useBook();
  const { day } = guideText[language];
  const [era, setEra] = useState<EraName>(() => (language === 'en' ? '西暦' : readDate(typed).era));
  const entry = readDate(typed, era);
  const enter = (part: Part, digits: string) => onType(dateText(withPart(entry, part, digits)));
  return (
    <fieldset className="day-entry" aria-labelledby={question} aria-describedby={wrong ? problem : undefined}>
      <label className="field">
        <Words>{day.era}</Words>
        <select
          value={entry.era}
          onChange={(event) => {
            const next = eras.find((one) => one === event.target.value) ?? entry.era;
            setEra(next);
            onType(dateText(withPart({ ...entry, era: next }, 'year', entry.year)));
          }}
        >
          {eras.map((name) => (
            <option key={name} value={name}>
              {name === '西暦' ? day.western : name}
            </option>
          ))}
        </select>
      </label>
      {parts.map((part) => (
        <label key={part} className="field">
          <Words>{day[part]}</Words>
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={wrong}
            maxLength={digitsOf(entry, part)}
            value={entry[part]}
            onChange={(event) => enter(part, event.target.value)}
          />
        </label>
      ))}
    </fieldset>
  );
}
