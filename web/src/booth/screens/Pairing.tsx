import { useState } from 'react';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Words } from '../frame/Words';
import { useBooth, useWords } from '../useBooth';

/** For the administrator who sets the tablet up; a resident never sees it. */
export function Pairing() {
  const booth = useBooth();
  const t = useWords();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const pair = async () => {
    const answer = await booth.pair(code.normalize('NFKC').trim());
    if (answer.is === 'ok') return;
    setProblem(answer.is === 'refused' && answer.code === 'bad-code' ? t.pairing.wrong : t.pairing.failed);
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
          void pair();
        }}
      >
        <TextField
          label={<Words>{t.pairing.code}</Words>}
          value={code}
          onChange={(typed) => {
            setCode(typed);
            setProblem(null);
          }}
          {...(problem === null ? {} : { problem: <Words>{problem}</Words> })}
          autoComplete="off"
          spellCheck="false"
        />
      </form>
    </Screen>
  );
}
