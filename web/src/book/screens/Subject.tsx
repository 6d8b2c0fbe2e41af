import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { FaultWords, fieldId, Press, Question, Row } from '../parts';
import { subjectsOf } from '../places';

/** 何を相談しますか */
export function Subject() {
  const { book, bookable, text, tell, said } = useBook();
  if (bookable === null) return null;
  return (
    <Question title={text.subject.title} onSubmit={() => tell({ type: 'next' })}>
      {(title) => (
        <>
          <fieldset aria-labelledby={title} className="rows">
            <FaultWords field="subject" />
            {subjectsOf(bookable).map(({ subject, name, minutes }, i) => (
              <Row
                key={subject}
                name="subject"
                id={i === 0 ? fieldId('subject') : undefined}
                checked={book.entries.subject === subject}
                onChoose={() => tell({ type: 'enter', entries: { subject } })}
              >
                <strong>
                  <Words>{said(name)}</Words>
                </strong>
                <Words>{text.subject.minutes(minutes)}</Words>
              </Row>
            ))}
          </fieldset>
          <p>
            <Words>{text.subject.other}</Words>
          </p>
          <Press kind="primary" submit>
            {text.next}
          </Press>
        </>
      )}
    </Question>
  );
}
