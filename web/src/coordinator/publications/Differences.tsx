import type { Difference } from '../../generated/protocol';
import type { ClashWords } from '../frame/Clash';
import type { Comparison } from './drafting';

/** What is not the same, in words. */
export function Differences({ list }: { readonly list: readonly Difference[] }) {
  return (
    <ul className="changes">
      {list.map(({ path, edit, words }) => (
        <li key={`${path} ${edit}`} data-how={edit}>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** What two people did to a draft, in words. */
export function clashWords({ theirs, mine, clashes }: Comparison): ClashWords {
  return {
    theirs: <Differences list={theirs} />,
    mine: <Differences list={mine} />,
    clashes: clashes.map((clash) => ({
      key: clash.key,
      mine: <Lines list={clash.mine} />,
      theirs: <Lines list={clash.theirs} />,
    })),
  };
}

function Lines({ list }: { readonly list: readonly Difference[] }) {
  return list.map(({ path, words }) => <span key={path}>{words}</span>);
}
