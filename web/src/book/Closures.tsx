import { spanInWords } from '../calendar/day';
import type { WardId } from '../generated/protocol';
import { Notice } from '../ui/Notice';
import { Words } from '../ui/Words';
import { useBook } from './context';
import { Japanese } from './parts';
import { closuresFor } from './places';

/** 休止のお知らせ: what is closed, why, and what instead; above everything else. */
export function Closures({ ward }: { readonly ward: WardId | null }) {
  const { bookable, text, language } = useBook();
  if (bookable === null) return null;
  return closuresFor(bookable, ward).map(({ ward: { name }, closure, site }) => (
    <Notice key={closure.id} kind="act">
      <p>
        <strong>
          <Words>
            {site !== undefined
              ? text.closure.site(site.name)
              : closure.scope.is === 'all'
                ? text.closure.all(name)
                : text.closure.part(name)}
          </Words>
        </strong>
      </p>
      <p>
        <Words>{text.closure.span(...spanInWords(closure.from, closure.until, language))}</Words>
      </p>
      <p>
        <Words>{text.closure.why('')}</Words>
        <Japanese>{closure.reason}</Japanese>
      </p>
      <p>
        {closure.instead === '' ? (
          <Words>{text.closure.instead}</Words>
        ) : (
          <Japanese>{closure.instead}</Japanese>
        )}
      </p>
    </Notice>
  ));
}
