import { companionKinds } from '../../features/companion/companions';
import { companionWords } from '../../features/companion/text';
import type { CallView, Party } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import type { texts } from '../texts';
import { useWords } from '../useBooth';

/** Who else is in the call, for as long as they are: nobody listens unseen. */
export function Company({ view }: { readonly view: CallView }) {
  const t = useWords();
  const others = companyOf(view);
  const { and, kind: kinds } = useText(companionWords);
  const companions = companionKinds.filter((kind) => view.companions.includes(kind));
  return (
    <ul className="company" aria-live="polite">
      {others.map((other) => (
        <li key={other.party} data-listens={other.listens || undefined}>
          <Icon name={other.listens ? 'hearing' : 'people'} />
          <Words>{companyWords(other, t.call.company)}</Words>
        </li>
      ))}
      {companions.length > 0 && (
        <li>
          <Icon name="people" />
          <Words>{t.call.companions.said(companions.map((kind) => kinds[kind]).join(and))}</Words>
        </li>
      )}
    </ul>
  );
}

function companyWords({ role, label, listens }: Party, t: (typeof texts)['ja']['call']['company']): string {
  if (listens) return t.listener;
  return role === 'colleague' ? t.colleague(label) : t[role as 'interpreter' | 'supervisor'];
}

/** Whoever is there besides resident and officer. While the officers talk among themselves, the second is no company. */
export function companyOf({ parties, transfer }: CallView): readonly Party[] {
  return parties.filter(
    ({ role, presence }) =>
      (presence === 'present' || presence === 'lost') &&
      (role === 'interpreter' || role === 'supervisor' || (role === 'colleague' && transfer === null)),
  );
}
