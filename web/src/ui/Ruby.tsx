import { Fragment } from 'react';
import { rubyParts } from './ruby-markup';

/** Text with `{漢字|かんじ}` markup as ruby. Screen readers get the text once. */
export function Ruby({ children }: { readonly children: string }) {
  let at = 0;
  return rubyParts(children).map((part) => {
    const key = at;
    at += part.text.length;
    return part.reading === undefined ? (
      <Fragment key={key}>{part.text}</Fragment>
    ) : (
      <ruby key={key}>
        {part.text}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: rt takes no focus; hidden, so that the word is not read twice */}
        <rt aria-hidden="true">{part.reading}</rt>
      </ruby>
    );
  });
}
