import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBooth, useWords } from '../useBooth';
import { Slip, type SlipWords } from './Slip';

type Printing = 'not-yet' | 'printing' | 'printed' | 'failed';

/** 紙に印刷する: what is on screen as a slip to take along, where the booth has a printer. */
export function PrintSlip(slip: SlipWords) {
  const { print } = useBooth();
  const [printing, setPrinting] = useState<Printing>('not-yet');
  const t = useWords();
  if (print === null) return null;
  const start = async () => {
    setPrinting('printing');
    setPrinting((await print()) ? 'printed' : 'failed');
  };
  return (
    <div className="print">
      <p role="status" data-printing={printing}>
        {printing !== 'not-yet' && (
          <>
            <Icon name={printing === 'failed' ? 'error' : printing === 'printed' ? 'done' : 'print'} />
            <Words>{t.slip[printing]}</Words>
          </>
        )}
      </p>
      {(printing === 'not-yet' || printing === 'failed') && (
        <Button size="main" onPress={() => void start()}>
          <Icon name="print" />
          <Words>{printing === 'failed' ? t.slip.again : t.slip.print}</Words>
        </Button>
      )}
      <Slip {...slip} />
    </div>
  );
}
