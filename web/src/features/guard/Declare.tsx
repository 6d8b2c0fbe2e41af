import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { guardText } from './text';

/** 個人番号ではありません: one in ten of other numbers with twelve digits looks like one, and its writer knows better. */
export function Declare({ onDeclare }: { readonly onDeclare: () => void }) {
  const text = useText(guardText);
  const place = useRef<HTMLDivElement>(null);
  // It comes below a line at the foot of the screen, with the sentence between. What browsers return is no clean-up.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place}>
      <Button onPress={onDeclare}>{text.declare}</Button>
    </div>
  );
}
