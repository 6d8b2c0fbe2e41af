import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useBooth, useWords } from '../useBooth';

/** A quiet pattern that gives nothing away; underneath nothing is drawn at all. */
export function Covered() {
  const booth = useBooth();
  const t = useWords();
  return (
    <main className="covered">
      <div className="sheet">
        <Heading>{t.cover.title}</Heading>
        <p>
          <Words>{t.cover.how}</Words>
        </p>
        <Button kind="primary" size="main" onPress={() => booth.cover(false)}>
          <Icon name="uncover" />
          <Words>{t.cover.show}</Words>
        </Button>
      </div>
    </main>
  );
}
