import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Radios } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { Side } from '../draft/draft';
import { coordinationText } from './text';

/** What two people did to one draft, ready to be read. */
export interface ClashWords {
  readonly theirs: ReactNode;
  /** What only you changed. */
  readonly mine: ReactNode;
  /** What both changed, and not alike. */
  readonly clashes: readonly { readonly key: string; readonly mine: ReactNode; readonly theirs: ReactNode }[];
}

/** Two people changed one draft: what the other one did, and whose version stays where both touched the same thing. */
export function Clash({
  words,
  onSettle,
  onDrop,
}: {
  readonly words: ClashWords;
  readonly onSettle: (choices: ReadonlyMap<string, Side>) => void;
  readonly onDrop: () => void;
}) {
  const text = useText(coordinationText).clash;
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const [tried, setTried] = useState(false);
  const { clashes } = words;
  const missing = clashes.some(({ key }) => !choices.has(key));
  const save = () => {
    setTried(true);
    if (!missing) onSettle(choices);
  };
  return (
    <Dialog title={text.title}>
      <div className="clash">
        <p>{text.lead}</p>
        <section>
          <h3>{text.theirs}</h3>
          {words.theirs}
        </section>
        <section>
          <h3>{text.mine}</h3>
          {words.mine}
          {clashes.map(({ key, mine, theirs }) => (
            <Radios
              key={key}
              label={text.choose}
              options={[
                { key: 'mine', words: <Kept title={text.keepMine}>{mine}</Kept> },
                { key: 'theirs', words: <Kept title={text.keepTheirs}>{theirs}</Kept> },
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
          <Button onPress={onDrop}>{text.drop}</Button>
          <Button kind="primary" onPress={save}>
            {text.save}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Kept({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <span className="kept">
      <strong>{title}</strong>
      {children}
    </span>
  );
}
