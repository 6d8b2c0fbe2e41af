import { useEffect, useRef } from 'react';
import { Ruby } from '../../ui/Ruby';
import { withoutRuby } from '../../ui/ruby-markup';

/** A screen's heading. It takes the focus when the screen appears, so that keyboard and screen reader start there. */
export function Heading({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    document.title = withoutRuby(children);
  }, [children]);
  return (
    <h1 ref={heading} tabIndex={-1} className="heading">
      <Ruby>{children}</Ruby>
    </h1>
  );
}
