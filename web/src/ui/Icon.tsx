import { iconPaths } from './icon-paths';

export type IconName = keyof typeof iconPaths;

/** A picture beside a word, never in place of one: hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 -960 960 960" aria-hidden="true" focusable="false">
      <path d={iconPaths[name]} />
    </svg>
  );
}
