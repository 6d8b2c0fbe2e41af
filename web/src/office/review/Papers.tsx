import { handIn, isWay } from '../../features/form/hand-in';
import { useLanguage, useText } from '../../i18n/language';
import { Check } from '../../ui/Checks';
import { useMoment } from '../services';
import { labelOf } from './lines';
import type { ReviewProps } from './ReviewPage';
import { doable } from './review';
import { reviewText } from './text';

/** The papers that were promised: a mark for each that came, which can be taken back. */
export function Papers({ review, tell }: ReviewProps) {
  const text = useText(reviewText);
  const { language } = useLanguage();
  const moment = useMoment();
  const { application, definition, doing } = review;
  const can = doable(application).paper && doing === null;
  return (
    <section>
      <h2>{text.papers}</h2>
      {application.papers.length === 0 && <p>{text.papersNone}</p>}
      <ul className="papers">
        {application.papers.map(({ path, way, received_at }) => {
          const name = labelOf(definition, path, language);
          return (
            <li key={path}>
              <Check
                value={received_at !== null}
                isDisabled={!can}
                onChange={(received) => tell({ type: 'act', act: { is: 'paper', path, received } })}
              >
                {text.came(name)}
              </Check>
              {isWay(way) && <span className="quiet">{handIn[way][language]}</span>}
              <span className="quiet">
                {received_at === null ? text.notCome : text.cameAt(moment(received_at))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
