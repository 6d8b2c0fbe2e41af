import { useEffect, useState } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { Pages } from './pdf';
import { addressOf, type Pixels } from './pixels';
import { deskStageText } from './text';

type Drawn = 'drawing' | 'undrawn' | { readonly pixels: Pixels; readonly address: string };

/** Which page of a PDF is shown: each as the resident will see it. */
export function PageChooser({
  pages,
  onShow,
  onClose,
}: {
  readonly pages: Pages;
  readonly onShow: (pixels: Pixels) => void;
  readonly onClose: () => void;
}) {
  const { pdf: text } = useText(deskStageText);
  const [page, setPage] = useState(1);
  const drawn = useDrawn(pages, page);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="pages">
        <div className="page" aria-busy={drawn === 'drawing'}>
          {drawn === 'undrawn' && <Notice kind="harm">{text.undrawn}</Notice>}
          {typeof drawn === 'object' && <img src={drawn.address} alt={text.page(page, pages.count)} />}
        </div>
        <div className="turning">
          <Button isDisabled={page === 1} onPress={() => setPage(page - 1)}>
            <Icon name="back" />
            {text.before}
          </Button>
          <span role="status">{text.page(page, pages.count)}</span>
          <Button isDisabled={page === pages.count} onPress={() => setPage(page + 1)}>
            {text.next}
            <Icon name="forward" />
          </Button>
        </div>
      </div>
      <div className="acts">
        <Button onPress={onClose}>{text.cancel}</Button>
        <Button
          kind="primary"
          isDisabled={typeof drawn !== 'object'}
          onPress={() => typeof drawn === 'object' && onShow(drawn.pixels)}
        >
          {text.show}
        </Button>
      </div>
    </Dialog>
  );
}

function useDrawn(pages: Pages, page: number): Drawn {
  const [drawn, setDrawn] = useState<Drawn>('drawing');
  useEffect(() => {
    let left = false;
    let address: string | null = null;
    setDrawn('drawing');
    void pages.draw(page, crypto.randomUUID()).then(async (pixels) => {
      address = pixels === null ? null : await addressOf(pixels);
      if (left && address !== null) URL.revokeObjectURL(address);
      if (!left) setDrawn(pixels === null || address === null ? 'undrawn' : { pixels, address });
    });
    return () => {
      left = true;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [pages, page]);
  return drawn;
}
