import { useState } from 'react';
import type { Form, Place } from '../../features/form/machine';
import { kept } from '../../features/form/machine';
import { QrCode } from '../../features/qr/QrCode';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWord, useWords } from '../useBooth';
import { labelOf } from './words';

type Fact = readonly [is: string, label: string, words: string];

/** 受付番号, what was sent and when, who helped, and how to correct it; on paper, on one's own phone, or not at all. */
export function Receipt({ form, place }: { readonly form: Form; readonly place: Place & { at: 'receipt' } }) {
  const booth = useBooth();
  const { visit, info } = useBoothState();
  const t = useWords();
  const word = useWord();
  const [onPhone, setOnPhone] = useState(false);
  const { receipt } = t.form;
  const answers = kept(form);
  const written = form.proposed.filter((path) => path in answers);
  const code = place.code === null ? null : `${place.code.slice(0, 4)} ${place.code.slice(4)}`;
  const telephone = info?.telephone ?? '';
  const facts: readonly Fact[] = [
    ['at', receipt.at, t.slip.date(new Date(place.submittedAt))],
    ['answers', receipt.answers, receipt.count(Object.keys(answers).length)],
    ...(written.length === 0
      ? []
      : [
          [
            'written',
            receipt.written,
            written.map((path) => labelOf(form.rules, path, word)).join('・'),
          ] as const,
        ]),
    ...(place.helped.length === 0 ? [] : [['helped', receipt.helped, place.helped.join('・')] as const]),
  ];
  const origin = info?.public_address ?? booth.phone;
  const address = origin === null || code === null ? null : `${origin}/book#application`;
  const picture = address === null ? null : <QrCode text={address} label={withoutRuby(receipt.qr)} />;
  return (
    <div className="receipt">
      <header>
        <Icon name="done" />
        <Heading aloud={[receipt.how]} onRequest={visit.at === 'call'}>
          {receipt.title}
        </Heading>
      </header>
      <div className="plates">
        <Plate label={receipt.number} words={place.number} />
        {code !== null && <Plate label={receipt.code} words={code} />}
      </div>
      <Facts facts={facts} />
      <p>
        <Words>{code === null ? receipt.correctByNumber(telephone) : receipt.correctByCode(telephone)}</Words>
      </p>
      <div className="choices">
        <PrintSlip
          number={place.number}
          sentences={[receipt.title, t.slip.next]}
          picture={picture}
          more={
            <>
              <Facts facts={facts} />
              {code !== null && (
                <>
                  <dl>
                    <dt>
                      <Words>{receipt.code}</Words>
                    </dt>
                    <dd>{code}</dd>
                  </dl>
                  <p>
                    <Words>{receipt.correctByCode(telephone)}</Words>
                  </p>
                </>
              )}
            </>
          }
        />
        {picture !== null && (
          <Button size="main" onPress={() => setOnPhone(true)}>
            <Icon name="picture" />
            <Words>{receipt.phone}</Words>
          </Button>
        )}
        {(booth.print !== null || picture !== null) && (
          <p>
            <Words>{receipt.nothing}</Words>
          </p>
        )}
      </div>
      {onPhone && (
        <Dialog title={<Words>{receipt.phone}</Words>} onClose={() => setOnPhone(false)}>
          <p>
            <Words>{receipt.phoneHow}</Words>
          </p>
          <p className="code">{code}</p>
          <div className="narrow">{picture}</div>
          <Button size="main" onPress={() => setOnPhone(false)}>
            <Words>{receipt.close}</Words>
          </Button>
        </Dialog>
      )}
    </div>
  );
}

function Plate({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <dl className="plate">
      <dt>
        <Words>{label}</Words>
      </dt>
      <dd>{words}</dd>
    </dl>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([is, label, words]) => (
        <div key={is} data-fact={is}>
          <dt>
            <Words>{label}</Words>
          </dt>
          <dd>
            <Words>{words}</Words>
          </dd>
        </div>
      ))}
    </dl>
  );
}
