import type { ReactNode } from 'react';
import type { IconName } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';

/** What goes on, and beside it what can be done about it. */
export function OngoingNotice({
  kind = 'plain',
  icon,
  children,
}: {
  readonly kind?: 'plain' | 'act' | 'harm';
  readonly icon: IconName;
  readonly children: ReactNode;
}) {
  return (
    <Notice kind={kind} icon={icon}>
      <div className="ongoing">{children}</div>
    </Notice>
  );
}
