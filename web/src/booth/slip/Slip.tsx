import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import { Words } from '../../ui/Words';
import { useBoothState, useWords } from '../useBooth';
import './slip.css';

export interface SlipWords {
  readonly number?: string;
  /** What the number is, where it is no 受付番号 of an application. */
  readonly label?: string;
  /** The number once more, for a camera. */
  readonly picture?: ReactNode;
  readonly sentences: readonly string[];
  /** Of another office than the booth's own. */
  readonly telephone?: string;
  /** What its reader asked to take along besides. */
  readonly more?: ReactNode;
}

/**
 * ご案内票 as the printer gets it: all that a page of this face prints, and nothing on its screen. It says where, when, what
 * next and whom to call; no name, no answer and no subject but what its reader asked for, since a slip is left lying about.
 */
export function Slip({ number, label, picture, sentences, telephone, more }: SlipWords) {
  const { info } = useBoothState();
  const [now] = useState(() => new Date());
  const t = useWords();
  if (info === null) return null;
  return createPortal(
    <article className="slip">
      <h1>
        <Words>{t.slip.title}</Words>
      </h1>
      <p>
        {info.municipality} {info.ward_name}
        <br />
        {info.site_name}（<Words>{t.service}</Words>）
      </p>
      <p>
        <Words>{t.slip.date(now)}</Words>
      </p>
      {number !== undefined && (
        <dl>
          <dt>
            <Words>{label ?? t.form.receipt.number}</Words>
          </dt>
          <dd>{number}</dd>
        </dl>
      )}
      {picture}
      {sentences.map((sentence) => (
        <p key={sentence}>
          <Words>{sentence}</Words>
        </p>
      ))}
      {more}
      <dl>
        <dt>
          <Words>{t.down.telephone(info.ward_name)}</Words>
        </dt>
        <dd>{telephone ?? info.telephone}</dd>
      </dl>
    </article>,
    document.body,
  );
}
