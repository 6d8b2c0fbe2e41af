import { useEffect, useState } from 'react';
import './practice.css';
import { pageClock } from '../../clock/clock';
import { loadForms } from '../../forms';
import type { BoothInfo } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Covered } from '../cover/Covered';
import { useSettings } from '../frame/settings';
import { Confirm } from '../screens/Confirm';
import { Discreet } from '../screens/Discreet';
import { Elsewhere } from '../screens/Elsewhere';
import { Rate } from '../screens/Rate';
import { Tiles } from '../screens/Tiles';
import { Waiting } from '../screens/Waiting';
import { BoothProvider, useBooth, useBoothState } from '../useBooth';
import { Lesson } from './Lesson';
import { openRound, type Round } from './round';
import { texts } from './texts';

/** れんしゅう: the booth's own screens around an officer who is drawn, as often as wished. */
export default function Practice({ place }: { readonly place: BoothInfo }) {
  const [round, setRound] = useState(0);
  const t = useText(texts);
  return (
    <>
      <aside className="practice-banner" aria-label={withoutRuby(t.name)}>
        <Icon name="announce" />
        <Words>{t.banner}</Words>
      </aside>
      <OneRound key={round} place={place} onAgain={() => setRound(round + 1)} />
    </>
  );
}

function OneRound({ place, onAgain }: { readonly place: BoothInfo; readonly onAgain: () => void }) {
  const outer = useBooth();
  const { privacy } = useBoothState();
  const covered = privacy.is !== 'off';
  const { volume } = useSettings();
  const [round] = useState(() => openRound(outer, { place, clock: pageClock, volume, forms: loadForms }));
  useEffect(() => round.close, [round]);
  useEffect(() => round.covered(covered), [round, covered]);
  useEffect(() => round.volume(volume), [round, volume]);
  return (
    <BoothProvider value={round.booth}>
      {privacy.is !== 'off' ? <Covered privacy={privacy} /> : <Visit round={round} onAgain={onAgain} />}
    </BoothProvider>
  );
}

function Visit({ round, onAgain }: { readonly round: Round; readonly onAgain: () => void }) {
  const { visit } = useStore(round.booth);
  switch (visit.at) {
    case 'tiles':
      return <Tiles page={visit.page} />;
    case 'discreet':
      return <Discreet />;
    case 'elsewhere':
      return <Elsewhere visit={visit} />;
    case 'confirm':
      return <Confirm visit={visit} />;
    case 'ringing':
      return <Waiting visit={visit} />;
    case 'call':
      return <Lesson round={round} view={visit.call} onAgain={onAgain} />;
    case 'rating':
      return <Rate />;
    default:
      return null;
  }
}
