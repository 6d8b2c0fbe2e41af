import { Icon, type IconName } from '../../ui/Icon';
import { Words } from '../../ui/Words';

/** One thing to know, and the picture beside it. */
export type Point = readonly [icon: IconName, words: string];

export function Points({ points }: { readonly points: readonly Point[] }) {
  return (
    <ul className="points">
      {points.map(([icon, words]) => (
        <li key={icon}>
          <Icon name={icon} />
          <Words>{words}</Words>
        </li>
      ))}
    </ul>
  );
}
