import { FileTrigger } from 'react-aria-components';
import type { Body } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useServices } from '../services';
import { faultWords } from './file';
import { publicationPagesText } from './page-text';
import { publicationsText } from './text';

/** Reads a file, and tells where one is broken. */
export function FileButton({
  words,
  onOpen,
  onFault,
}: {
  readonly words: string;
  readonly onOpen: (body: Body) => void;
  readonly onFault: (words: string) => void;
}) {
  const text = useText(publicationPagesText);
  const { rulesFailed } = useText(publicationsText);
  const { shelf } = useServices();
  const read = async (file: File) => {
    const [content, rules] = await Promise.all([file.text(), shelf.rules().catch(() => null)]);
    if (rules === null) return onFault(rulesFailed);
    const opened = rules.open(content);
    if ('body' in opened) return onOpen(opened.body);
    const why = faultWords(opened.problem, text.fault);
    onFault(text.broken(String(opened.line), String(opened.column), why));
  };
  return (
    <FileTrigger
      acceptedFileTypes={['.json', 'application/json']}
      onSelect={(files) => {
        const file = files?.[0];
        if (file !== undefined) void read(file);
      }}
    >
      <Button>
        <Icon name="document" />
        {words}
      </Button>
    </FileTrigger>
  );
}
