import { useEffect, useRef } from 'react';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useScript } from '../aloud/useAloud';

/** A screen's heading. It takes the focus when the screen appears, so that keyboard and screen reader start there. */
export function Heading({
  children,
  aloud,
  onRequest = false,
}: {
  readonly children: string;
  /** What よみあげ says after the heading; nothing of the screen is read without it. */
  readonly aloud?: readonly string[];
  readonly onRequest?: boolean;
}) {
  useScript(aloud === undefined ? null : [children, ...aloud], onRequest);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    document.title = withoutRuby(children);
  }, [children]);
  return (
    <h1 ref={heading} tabIndex={-1} className="heading">
      <Words>{children}</Words>
    </h1>
  );
}
