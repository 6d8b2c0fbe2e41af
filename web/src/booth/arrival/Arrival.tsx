import { lazy, Suspense, useCallback, useState } from 'react';
import './arrival.css';
import { CODE_LENGTH } from '../../features/booking/code';
import { useText } from '../../i18n/language';
import { Boundary } from '../../ui/Boundary';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth, useBoothState } from '../useBooth';
import type { Arrival as At, Fault } from './arrival';
import { CodePad } from './CodePad';
import { codeInQr } from './qr';
import { Refused } from './Refused';
import { texts } from './texts';

const Scan = lazy(() => import('../../features/qr/Scan'));

/** 予約した方 */
export default function Arrival({ arrival }: { readonly arrival: At }) {
  return arrival.is === 'refused' ? <Refused arrival={arrival} /> : <Entering arrival={arrival} />;
}

function Entering({ arrival }: { readonly arrival: Exclude<At, { is: 'refused' }> }) {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useText(texts);
  const [scanning, setScanning] = useState(false);
  const isAsking = arrival.is === 'asking';
  const fault = arrival.is === 'entering' ? arrival.fault : null;
  const scanned = useCallback(
    (text: string) => {
      setScanning(false);
      booth.arrival.scanned(codeInQr(text) ?? '');
    },
    [booth],
  );
  const lost = t.lost(info?.ward_name ?? '', info?.telephone ?? '');
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        <Button kind="primary" size="main" type="submit" form="arrival" isDisabled={isAsking}>
          <Words>{t.next}</Words>
          <Icon name="forward" />
        </Button>
      }
    >
      <Heading aloud={[t.how, lost]}>{t.title}</Heading>
      <p>
        <Words>{t.how}</Words>
      </p>
      <form
        id="arrival"
        className="code"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void booth.arrival.checkIn();
        }}
      >
        <input
          className="line"
          aria-label={withoutRuby(t.code)}
          aria-invalid={fault !== null}
          aria-describedby="code-said"
          value={arrival.typed}
          onChange={(event) => booth.arrival.type(event.target.value)}
          readOnly={isAsking}
          inputMode="none"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          // Room for spaces and hyphens of whoever writes them.
          maxLength={4 * CODE_LENGTH}
        />
        <Button size="main" isDisabled={isAsking} onPress={() => setScanning(true)}>
          <Icon name="camera" />
          <Words>{t.scan}</Words>
        </Button>
      </form>
      <div id="code-said" className="code-said" role={fault === null ? 'status' : 'alert'}>
        {fault !== null && (
          <p className="problem">
            <Icon name="error" />
            <Words>{faultWords(t.faults, fault)}</Words>
          </p>
        )}
        {isAsking && (
          <p>
            <Words>{t.asking}</Words>
          </p>
        )}
        {fault === null && !isAsking && (
          <p>
            <Words>{lost}</Words>
          </p>
        )}
      </div>
      <CodePad
        label={withoutRuby(t.keys)}
        onLetter={booth.arrival.press}
        onErase={booth.arrival.erase}
        onClear={() => booth.arrival.type('')}
      />
      {scanning && (
        <Boundary words={withoutRuby(t.noScan)} again={withoutRuby(t.scan)}>
          <Suspense fallback={null}>
            <Scan
              how={t.hold}
              foreign={t.foreign}
              wanted={(text) => codeInQr(text) !== null}
              onRead={scanned}
              onClose={() => setScanning(false)}
            />
          </Suspense>
        </Boundary>
      )}
    </Screen>
  );
}

function faultWords(words: (typeof texts)['ja']['faults'], fault: Fault): string {
  switch (fault.is) {
    case 'short':
      return words.short(fault.missing);
    case 'too-many':
      return fault.seconds === null ? words.tooMany : words.tooManyFor(Math.ceil(fault.seconds / 60));
    default:
      return words[fault.is];
  }
}
