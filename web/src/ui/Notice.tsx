import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

const icons = { plain: 'info', act: 'warning', harm: 'error', done: 'done' } as const satisfies Record<
  string,
  IconName
>;

/** A sentence set apart. `live` announces it when it appears: `polite` after what is being said, `now` at once. */
export function Notice({
  kind = 'plain',
  live,
  icon = icons[kind],
  children,
}: {
  readonly kind?: keyof typeof icons;
  readonly live?: 'polite' | 'now';
  readonly icon?: IconName;
  readonly children: ReactNode;
}) {
  const role = live === 'now' ? 'alert' : live === 'polite' ? 'status' : undefined;
  return (
    <div className="notice" data-kind={kind} role={role}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
