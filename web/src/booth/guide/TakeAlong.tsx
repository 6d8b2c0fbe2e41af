import { useState } from 'react';
import { addressOf } from '../../features/guide/link';
import { PaperList } from '../../features/guide/PaperList';
import { guideText } from '../../features/guide/text';
import type { Walking } from '../../features/guide/walk';
import { QrCode } from '../../features/qr/QrCode';
import type { Advice } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState } from '../useBooth';

/** The list on paper, or on one's own phone: schemes, and no answer. */
export function TakeAlong({ walk, advice }: { readonly walk: Walking; readonly advice: Advice }) {
  const booth = useBooth();
  const { info } = useBoothState();
  const phone = info?.public_address ?? booth.phone;
  const t = useText(guideText);
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { tree } = walk.rules.guide;
  const address = phone === null || info === null ? null : addressOf(phone, language, info.ward, advice.log);
  const picture = address === null ? null : <QrCode text={address} label={withoutRuby(t.qr)} />;
  return (
    <div className="take-along">
      {picture !== null && (
        <Button size="main" onPress={() => setOpen(true)}>
          <Icon name="picture" />
          <Words>{t.phone}</Words>
        </Button>
      )}
      <PrintSlip
        sentences={advice.outcome.reasons.map(({ words }) => inLanguage(words, language))}
        picture={picture}
        more={<PaperList title={tree.title} version={tree.version} told={advice} language={language} />}
      />
      {isOpen && (
        <Dialog title={<Words>{t.phone}</Words>} onClose={() => setOpen(false)}>
          <p>
            <Words>{t.phoneHow}</Words>
          </p>
          <div className="narrow">{picture}</div>
          <Button size="main" onPress={() => setOpen(false)}>
            <Words>{t.close}</Words>
          </Button>
        </Dialog>
      )}
    </div>
  );
}
