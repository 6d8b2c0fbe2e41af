import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { Session, SessionClient } from './session';
import './account.css';
import { accountText } from './text';

/** The door: name and password. The password leaves this component only as the request. */
export function SignIn({
  client,
  session,
}: {
  readonly client: SessionClient;
  readonly session: Extract<Session, { is: 'out' }>;
}) {
  const text = useText(accountText);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { fault } = session;
  const missing = fault?.is === 'missing' ? fault : null;

  useEffect(() => {
    // After a fault the focus goes to the first field that can mend it.
    if (fault !== null)
      form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"], input')?.focus();
  }, [fault]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void client.signIn(login, password).then(() => setPassword(''));
  };

  return (
    <main className="sign-in">
      <h1>
        <span className="service">{text.service}</span>
        {text.face}
      </h1>
      <form ref={form} onSubmit={submit} noValidate>
        {session.ended && fault === null && (
          <Notice kind="act" live="polite">
            {text.ended}
          </Notice>
        )}
        {fault !== null && missing === null && (
          <Notice kind="harm" live="now">
            {fault.is === 'wrong' && text.wrong}
            {fault.is === 'too-many' && text.tooMany(fault.seconds)}
            {fault.is === 'unreachable' && text.unreachable}
          </Notice>
        )}
        <TextField
          label={text.login}
          name="login"
          autoComplete="username"
          autoFocus
          value={login}
          onChange={setLogin}
          problem={missing?.login ? text.loginMissing : undefined}
        />
        <TextField
          label={text.password}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          problem={missing?.password ? text.passwordMissing : undefined}
        />
        <Button kind="primary" size="large" type="submit">
          {session.busy ? text.busy : text.signIn}
        </Button>
      </form>
    </main>
  );
}
