import type { ClashWords } from '../frame/Clash';
import type { Comparison, Difference } from './parts';
import { changeWords, type Wording } from './words';

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

/** What two people did to a plan, in words. */
export function clashWords({ theirs, mine, clashes }: Comparison, wording: Wording): ClashWords {
  const clashing = new Set(clashes.map(({ key }) => key));
  return {
    theirs: <Changes list={theirs} wording={wording} />,
    mine: <Changes list={mine.filter(({ key }) => !clashing.has(key))} wording={wording} />,
    clashes: clashes.map(({ key, ...both }) => ({
      key,
      mine: <Kept difference={both.mine} wording={wording} />,
      theirs: <Kept difference={both.theirs} wording={wording} />,
    })),
  };
}

function Kept({ difference, wording }: { readonly difference: Difference; readonly wording: Wording }) {
  const { how, what, lines } = changeWords(difference, wording);
  return (
    <>
      <span>
        {what} {wording.text[how]}
      </span>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </>
  );
}
