import { Words } from '../../ui/Words';
import { Closures } from '../Closures';
import { useBook } from '../context';
import { FaultWords, fieldId, Japanese, Press, Question, Row } from '../parts';
import { sitesByWard, type WardSites } from '../places';
import type { Place } from '../state';

/** More than fit on two screens are folded by ward. */
const FOLDED_FROM = 12;

/** どこで相談しますか */
export function PlacePage() {
  const { book, bookable, text, tell } = useBook();
  const { subject, place } = book.entries;
  if (bookable === null || subject === null) return null;
  const wards = sitesByWard(bookable, subject);
  const folded = wards.reduce((count, { sites }) => count + sites.length, 0) >= FOLDED_FROM;
  const chosenIn = ({ ward, sites }: WardSites) =>
    place?.is === 'ward' ? place.ward === ward.ward : sites.some(({ site }) => site === place?.site);
  return (
    <Question title={text.place.title} onSubmit={() => tell({ type: 'next' })}>
      {(title) => (
        <>
          <Closures ward={null} />
          <p>
            <Words>{text.place.help}</Words>
          </p>
          <fieldset aria-labelledby={title} className="wards">
            <FaultWords field="place" />
            {wards.map((one, i) =>
              folded ? (
                <details key={one.ward.ward} open={chosenIn(one) || undefined}>
                  <summary id={i === 0 ? fieldId('place') : undefined}>
                    <h2>
                      <Japanese>{one.ward.name}</Japanese>
                    </h2>
                    <Words>{text.place.sites(one.sites.length)}</Words>
                  </summary>
                  <Sites of={one} first={false} />
                </details>
              ) : (
                <section key={one.ward.ward}>
                  {wards.length > 1 && (
                    <h2>
                      <Japanese>{one.ward.name}</Japanese>
                    </h2>
                  )}
                  <Sites of={one} first={i === 0} />
                </section>
              ),
            )}
          </fieldset>
          <Press kind="primary" submit>
            {text.next}
          </Press>
        </>
      )}
    </Question>
  );
}

function Sites({ of: { ward, sites }, first }: { readonly of: WardSites; readonly first: boolean }) {
  const { book, text, tell, said } = useBook();
  const { place } = book.entries;
  const choose = (chosen: Place) => tell({ type: 'enter', entries: { place: chosen } });
  return (
    <div className="rows">
      {sites.map(({ site, name, access }, i) => (
        <Row
          key={site}
          name="place"
          id={first && i === 0 ? fieldId('place') : undefined}
          checked={place?.is === 'site' && place.site === site}
          onChoose={() => choose({ is: 'site', site })}
        >
          <strong>
            <Japanese>{name}</Japanese>
          </strong>
          {said(access) !== '' && <Words>{said(access)}</Words>}
        </Row>
      ))}
      {sites.length > 1 && (
        <Row
          name="place"
          checked={place?.is === 'ward' && place.ward === ward.ward}
          onChoose={() => choose({ is: 'ward', ward: ward.ward })}
        >
          <strong>
            <Words>{text.place.anywhere(ward.name)}</Words>
          </strong>
        </Row>
      )}
    </div>
  );
}
