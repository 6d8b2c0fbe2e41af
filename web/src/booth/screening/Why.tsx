import { screeningText } from '../../features/screening/text';
import { useText } from '../../i18n/language';
import { Words } from '../../ui/Words';

/** なぜですか: always in sight, never behind a touch. */
export function Why({ reasons }: { readonly reasons: readonly string[] }) {
  const t = useText(screeningText);
  if (reasons.length === 0) return null;
  return (
    <section className="why" aria-labelledby="why">
      <h2 id="why">
        <Words>{t.why}</Words>
      </h2>
      {reasons.map((reason) => (
        <p key={reason}>
          <Words>{reason}</Words>
        </p>
      ))}
    </section>
  );
}
