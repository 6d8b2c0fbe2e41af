import { Ruby } from './Ruby';

/** A catalogue's text with its ruby, in one box: beside an icon it must not fall apart into its syllables. */
export function Words({ children }: { readonly children: string }) {
  return (
    <span>
      <Ruby>{children}</Ruby>
    </span>
  );
}
