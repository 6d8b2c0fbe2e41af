import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { HoldLeft } from '../HoldLeft';
import { Line, Press, Question } from '../parts';

/** 連絡先: nobody has to give one. */
export function Contact() {
  const { text, tell } = useBook();
  const { contact } = text;
  return (
    <Question title={contact.title} onSubmit={() => tell({ type: 'next' })}>
      {() => (
        <>
          <p>
            <Words>{contact.lead}</Words>
          </p>
          <HoldLeft />
          <Line
            field="telephone"
            label={contact.telephone}
            help={contact.telephoneHelp}
            inputMode="tel"
            autoComplete="tel"
          />
          <Line
            field="email"
            label={contact.email}
            help={contact.emailHelp}
            inputMode="email"
            autoComplete="email"
          />
          <p>
            <Words>{contact.erased}</Words>
          </p>
          <Press kind="primary" submit>
            {text.next}
          </Press>
        </>
      )}
    </Question>
  );
}
