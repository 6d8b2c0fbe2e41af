import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBooth, useBoothState, useWords } from '../useBooth';

/** Middle and bottom rail of every screen: the rail's corners never change their meaning. */
export function Screen({
  children,
  rail,
  onBack,
  corners = true,
  corner,
}: {
  readonly children: ReactNode;
  /** The one thing to do now. */
  readonly rail?: ReactNode;
  readonly onBack?: (() => void) | undefined;
  /** Not where there is nothing to hide and nothing to end. */
  readonly corners?: boolean;
  /** What stands in the left corner instead, small. */
  readonly corner?: ReactNode;
}) {
  const t = useWords();
  return (
    <>
      <main className="middle">{children}</main>
      <nav className="rail" aria-label={t.rail.name}>
        <div className="corner">{corners ? <Cover /> : corner}</div>
        <div className="acts">
          {onBack !== undefined && (
            <Button size="main" onPress={onBack}>
              <Icon name="back" />
              <Words>{t.rail.back}</Words>
            </Button>
          )}
          {rail}
        </div>
        <div className="corner">{corners && <End />}</div>
      </nav>
    </>
  );
}

function Cover() {
  const booth = useBooth();
  const t = useWords();
  return (
    <Button size="large" onPress={() => booth.cover()}>
      <Icon name="cover" />
      <Words>{t.rail.cover}</Words>
    </Button>
  );
}

/** Ends at once where nothing is lost; in a call or with a draft it asks. */
function End() {
  const booth = useBooth();
  const { visit, form, guided } = useBoothState();
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const inForm = visit.at === 'call' || visit.at === 'alone' ? visit.form : 'none';
  const asks =
    visit.at === 'call' || visit.at === 'alone' || form.is === 'open' || guided.guide.is === 'open';
  return (
    <>
      <Button size="large" onPress={() => (asks ? setAsking(true) : booth.tell({ type: 'end' }))}>
        <Icon name="endCall" />
        <Words>{t.rail.end}</Words>
      </Button>
      {asking && (
        <Dialog title={<Words>{t.leave.title}</Words>} role="alertdialog" onClose={() => setAsking(false)}>
          {visit.at === 'call' && (
            <p>
              <Words>{t.leave.call}</Words>
            </p>
          )}
          {guided.guide.is === 'open' && (
            <p>
              <Words>{t.leave.guide}</Words>
            </p>
          )}
          {inForm !== 'none' && (
            <p>
              <Words>{t.leave[inForm]}</Words>
            </p>
          )}
          <div className="acts">
            <Button size="main" onPress={() => setAsking(false)}>
              <Words>{t.leave.no}</Words>
            </Button>
            <Button size="main" kind="harm" onPress={() => booth.tell({ type: 'end' })}>
              <Words>{t.leave.yes}</Words>
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
