import { type SubmitEvent, useState } from 'react';
import type { DeviceRow, SiteId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import type { DevicesApi } from './api';
import { SiteField } from './SiteField';
import { devicesText } from './text';

export function Rename({
  row,
  onSave,
  onCancel,
}: {
  readonly row: DeviceRow;
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}) {
  const text = useText(devicesText);
  const [name, setName] = useState(row.name);
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() === '') setMissing(true);
    else onSave(name.trim());
  };
  return (
    <Dialog title={text.renameTitle(row.name)} onClose={onCancel}>
      <form className="amend" onSubmit={submit} noValidate>
        <TextField
          label={text.name}
          help={text.nameHelp}
          autoComplete="off"
          autoFocus
          value={name}
          onChange={setName}
          problem={missing && name.trim() === '' ? text.nameMissing : undefined}
        />
        <FormActs cancel={text.cancel} submit={text.save} onCancel={onCancel} />
      </form>
    </Dialog>
  );
}

export function Move({
  row,
  api,
  onSave,
  onCancel,
}: {
  readonly row: DeviceRow;
  readonly api: DevicesApi;
  readonly onSave: (site: SiteId) => void;
  readonly onCancel: () => void;
}) {
  const text = useText(devicesText);
  const [site, setSite] = useState<SiteId>(row.site);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSave(site);
  };
  return (
    <Dialog title={text.moveTitle(row.name)} onClose={onCancel}>
      <form className="amend" onSubmit={submit} noValidate>
        <SiteField api={api} value={site} onChange={setSite} />
        <FormActs cancel={text.cancel} submit={text.save} onCancel={onCancel} />
      </form>
    </Dialog>
  );
}
