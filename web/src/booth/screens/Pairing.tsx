import { lazy, Suspense, useState } from 'react';
import { looksLikeCode } from '../../features/devices/code';
import { Boundary } from '../../ui/Boundary';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth, useWords } from '../useBooth';

// A part of its own: loaded where somebody holds a code to the camera.
const Scan = lazy(() => import('../../features/qr/Scan'));

/** For the administrator who sets the tablet up; a resident never sees it. */
export function Pairing() {
  const booth = useBooth();
  const t = useWords();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<'wrong' | 'failed' | null>(null);
  const [scanning, setScanning] = useState(false);
  const pair = async (code: string) => {
    const answer = await booth.pair(code.normalize('NFKC').trim());
    if (answer.is === 'ok') return;
    setProblem(answer.is === 'refused' && answer.code === 'bad-code' ? 'wrong' : 'failed');
  };
  const enter = (code: string) => {
    setCode(code);
    setProblem(null);
  };
  const scanned = (code: string) => {
    setScanning(false);
    enter(code);
    void pair(code);
  };
  return (
    <Screen
      corners={false}
      rail={
        <Button kind="primary" size="main" type="submit" form="pairing" isDisabled={code.trim() === ''}>
          <Words>{t.pairing.pair}</Words>
        </Button>
      }
    >
      <Heading>{t.pairing.title}</Heading>
      <p>
        <Words>{t.pairing.how}</Words>
      </p>
      <form
        id="pairing"
        className="narrow"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void pair(code);
        }}
      >
        <TextField
          label={<Words>{t.pairing.code}</Words>}
          value={code}
          onChange={enter}
          {...(problem === null ? {} : { problem: <Words>{t.pairing[problem]}</Words> })}
          autoComplete="off"
          spellCheck="false"
        />
      </form>
      <div>
        <Button size="main" onPress={() => setScanning(true)}>
          <Icon name="camera" />
          <Words>{t.pairing.scan}</Words>
        </Button>
      </div>
      {scanning && (
        <Boundary words={withoutRuby(t.pairing.noScan)} again={withoutRuby(t.pairing.scan)}>
          <Suspense fallback={null}>
            <Scan
              how={t.pairing.hold}
              foreign={t.pairing.foreign}
              wanted={looksLikeCode}
              onRead={scanned}
              onClose={() => setScanning(false)}
            />
          </Suspense>
        </Boundary>
      )}
    </Screen>
  );
}
