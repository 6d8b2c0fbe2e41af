import type { Body, PublicationId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { PublicationDraft } from './drafting';
import { put } from './edit';
import { FileButton } from './FileButton';
import { fileOf } from './file';
import { publicationPagesText } from './page-text';
import { publicationsText } from './text';

/** What came of a file. */
export interface FileSaid {
  readonly words: string;
  readonly done: boolean;
}

/** The draft as a file, and a file as the draft. */
export function Files({
  draft,
  body,
  id,
  version,
  onSaid,
}: {
  readonly draft: PublicationDraft;
  readonly body: Body;
  readonly id: PublicationId;
  /** What counts now. */
  readonly version: number;
  readonly onSaid: (said: FileSaid) => void;
}) {
  const text = useText(publicationPagesText);
  const { opened, wrongKind } = useText(publicationsText);
  const save = () => {
    const url = URL.createObjectURL(fileOf(body));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${id}-${version}.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  const open = (next: Body) => {
    if (next.is !== body.is) return onSaid({ words: wrongKind, done: false });
    // Another ward's file may have an id of its own.
    draft.edit(next.is === 'guide' ? put(next, 'guide/tree/id', id) : next, null);
    onSaid({ words: opened, done: true });
  };
  return (
    <div className="acts files">
      <FileButton words={text.openFile} onOpen={open} onFault={(words) => onSaid({ words, done: false })} />
      <Button onPress={save}>
        <Icon name="document" />
        {text.saveFile}
      </Button>
    </div>
  );
}
