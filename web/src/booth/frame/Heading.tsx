import { useEffect, useRef } from 'react';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from './Words';

/** A screen's heading. It takes the focus when the screen appears, so that keyboard and screen reader start there. */
export function Heading({ children }: { readonly children: string }) {
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
