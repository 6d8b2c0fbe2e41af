import { type SubmitEvent, useState } from 'react';
import type { DeviceKind, DeviceRow, SiteId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Dialog } from '../../ui/Dialog';
import { Radios, TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import type { DevicesApi, Issued } from './api';
import { CodeDialog } from './CodeDialog';
import type { Awaited } from './devices';
import { faultWords } from './fault';
import { SiteField } from './SiteField';
import { devicesText } from './text';

/** Asks what the new device is, and shows the code that lets it in. */
export function Register({
  rows,
  api,
  onClose,
}: {
  readonly rows: readonly DeviceRow[];
  readonly api: DevicesApi;
  readonly onClose: () => void;
}) {
  const text = useText(devicesText);
  const [site, setSite] = useState<SiteId | null>(null);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<DeviceKind>('enrol');
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [issued, setIssued] = useState<(Issued & { readonly awaited: Awaited }) | null>(null);
  if (issued !== null) {
    return <CodeDialog issued={issued} kind={kind} awaited={issued.awaited} rows={rows} onClose={onClose} />;
  }
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const device = { name: name.trim(), kind };
    if (site === null || device.name === '') return;
    const answer = await api.newCode({ ...device, site });
    if (answer.is !== 'ok') return setFault(faultWords(answer, text.fault));
    const known = rows.map(({ booth }) => booth);
    setIssued({ ...answer.value, awaited: { for: 'new', site, name: device.name, known } });
  };
  return (
    <Dialog title={text.add} onClose={onClose}>
      <form className="amend" onSubmit={(event) => void submit(event)} noValidate>
        {fault !== null && (
          <Notice kind="harm" live="now">
            {fault}
          </Notice>
        )}
        <Radios
          label={text.kind}
          options={(['enrol', 'pair'] as const).map((key) => ({ key, words: text.kinds[key] }))}
          value={kind}
          onChange={setKind}
        />
        <SiteField
          api={api}
          value={site}
          onChange={setSite}
          problem={tried && site === null ? text.siteMissing : undefined}
        />
        <TextField
          label={text.name}
          help={text.nameHelp}
          autoComplete="off"
          value={name}
          onChange={setName}
          problem={tried && name.trim() === '' ? text.nameMissing : undefined}
        />
        <FormActs cancel={text.cancel} submit={text.issue} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
