import { type ReactNode, useEffect, useState } from 'react';
import { LevelBar } from '../../rtc/LevelBar';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { chime } from '../chime';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { answered, untried } from './check';

/** Whether the resident hears and would be heard, found out while they wait; where not, 筆談 is one touch away. */
export function TrySound() {
  const booth = useBooth();
  const { writesFirst } = useBoothState();
  const { chosen, tracks } = useStore(booth.media);
  const t = useWords();
  const [check, setCheck] = useState(untried);
  const isSpeaking = check.is === 'speaking';
  useEffect(() => {
    if (!isSpeaking) return;
    booth.tryMicrophone(true);
    return () => booth.tryMicrophone(false);
  }, [booth, isSpeaking]);
  const play = () => {
    chime(chosen.speaker);
    setCheck({ is: 'hearing' });
  };
  if (writesFirst !== null) {
    return (
      <Part words={t.sound.writes}>
        <Button size="large" onPress={() => booth.writeFirst(null)}>
          <Words>{t.sound.undo}</Words>
        </Button>
      </Part>
    );
  }
  const write = (
    <Button size="large" onPress={() => booth.writeFirst(withoutRuby(t.sound.first))}>
      <Icon name="note" />
      <Words>{t.sound.write}</Words>
    </Button>
  );
  const again = (
    <Button size="large" onPress={play}>
      <Icon name="speaker" />
      <Words>{t.sound.play}</Words>
    </Button>
  );
  const choice = (yes: string, no: string) => (
    <>
      <Button size="large" onPress={() => setCheck(answered(check, true))}>
        <Words>{yes}</Words>
      </Button>
      <Button size="large" onPress={() => setCheck(answered(check, false))}>
        <Words>{no}</Words>
      </Button>
    </>
  );
  switch (check.is) {
    case 'idle':
      return (
        <Part words={null}>
          {again}
          {write}
        </Part>
      );
    case 'hearing':
      return (
        <Part words={t.sound.heard}>
          {choice(t.sound.yes, t.sound.no)}
          {again}
        </Part>
      );
    case 'speaking':
      return (
        <Part words={`${t.sound.speaking} ${t.sound.listening}`}>
          {tracks.microphone !== null && (
            <LevelBar track={tracks.microphone} label={withoutRuby(t.sound.level)} />
          )}
          {choice(t.sound.moves, t.sound.still)}
        </Part>
      );
    case 'good':
      return <Part words={t.sound.good}>{again}</Part>;
    case 'bad':
      return (
        <Part words={t.sound.bad}>
          {write}
          {again}
        </Part>
      );
  }
}

function Part({ words, children }: { readonly words: string | null; readonly children: ReactNode }) {
  const t = useWords();
  return (
    <section className="try-sound">
      <h2>
        <Words>{t.sound.title}</Words>
      </h2>
      <p role="status">{words !== null && <Words>{words}</Words>}</p>
      <div className="acts">{children}</div>
    </section>
  );
}
