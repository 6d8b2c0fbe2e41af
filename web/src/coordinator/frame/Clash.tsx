import { useState } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Radios } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { Comparison, Difference, Side } from '../plan/parts';
import { changeWords, type Wording } from '../plan/words';
import { useServices } from '../services';
import { frameText } from './text';

/** Two people changed one draft: what the other one did, and whose version stays where both touched the same thing. */
export function Clash({
  comparison,
  wording,
}: {
  readonly comparison: Comparison;
  readonly wording: Wording;
}) {
  const text = useText(frameText).clash;
  const { draft } = useServices();
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const [tried, setTried] = useState(false);
  const { clashes } = comparison;
  const clashing = new Set(clashes.map(({ key }) => key));
  const missing = clashes.some(({ key }) => !choices.has(key));
  const save = () => {
    setTried(true);
    if (!missing) void draft.settle(choices);
  };
  return (
    <Dialog title={text.title}>
      <div className="clash">
        <p>{text.lead}</p>
        <section>
          <h3>{text.theirs}</h3>
          <Changes list={comparison.theirs} wording={wording} />
        </section>
        <section>
          <h3>{text.mine}</h3>
          <Changes list={comparison.mine.filter(({ key }) => !clashing.has(key))} wording={wording} />
          {clashes.map(({ key, mine, theirs }) => (
            <Radios
              key={key}
              label={text.choose}
              options={[
                { key: 'mine', words: <Kept title={text.keepMine} difference={mine} wording={wording} /> },
                {
                  key: 'theirs',
                  words: <Kept title={text.keepTheirs} difference={theirs} wording={wording} />,
                },
              ]}
              value={choices.get(key) ?? null}
              onChange={(side) => setChoices(new Map([...choices, [key, side]]))}
            />
          ))}
        </section>
        {tried && missing && (
          <Notice kind="harm" live="now">
            {text.missing}
          </Notice>
        )}
        <div className="acts">
          <Button onPress={() => void draft.drop()}>{text.drop}</Button>
          <Button kind="primary" onPress={save}>
            {text.save}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Kept({
  title,
  difference,
  wording,
}: {
  readonly title: string;
  readonly difference: Difference;
  readonly wording: Wording;
}) {
  const { how, what, lines } = changeWords(difference, wording);
  return (
    <span className="kept">
      <strong>{title}</strong>
      <span>
        {what} {wording.text[how]}
      </span>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

/** Changes in words: what and how, and below it each field. */
export function Changes({
  list,
  wording,
}: {
  readonly list: readonly Difference[];
  readonly wording: Wording;
}) {
  return (
    <ul className="changes">
      {list.map((difference) => {
        const { key, how, what, lines } = changeWords(difference, wording);
        return (
          <li key={key} data-how={how}>
            <span className="mark">{wording.text[how]}</span>
            <strong>{what}</strong>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
