/** An application as the back office is told of it, for tests. */

import type {
  ApplicationRow,
  Batch,
  ReviewedApplication,
  StatusCounts,
  Worklist,
} from '../generated/protocol.ts';

/** The day of the samples, and a moment of it. */
export const TODAY = '2026-12-01';
export const NOON = Date.parse('2026-12-01T12:00:00+09:00');

export const title = {
  ja: '高齢者ごみ出し支援（ふれあい収集）利用申込（例）',
  easy: 'ごみを {出|だ}すのを {手伝|てつだ}う サービスの {申|もう}しこみ（{例|れい}）',
  en: 'Application for doorstep waste collection for older residents (example)',
};

export function row(more: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    id: 'a1',
    receipt: '12345-67890',
    ward: 'kokurakita',
    section: 'machizukuri',
    section_name: 'まちづくり推進課',
    form: 'fureai-shushu',
    version: 1,
    title,
    status: 'submitted',
    submitted_at: NOON,
    reviewer: null,
    correct_by: null,
    corrected: false,
    papers_missing: 0,
    erase_on: null,
    erased: false,
    ...more,
  };
}

export const counts: StatusCounts = {
  submitted: 3,
  review: 2,
  correction: 4,
  overdue: 1,
  complete: 2,
  handed_over: 5,
};

export function worklist(rows: ApplicationRow[], more = false): Worklist {
  return { counts, rows, more };
}

/** In review, with a finding, a private answer, one that staff wrote, and a paper that has not come. */
export function application(more: Partial<ReviewedApplication> = {}): ReviewedApplication {
  return {
    row: row({ status: 'review', reviewer: '小倉 太郎（例）・3番席', papers_missing: 1 }),
    revision: 2,
    identity: 'self-stated',
    answers: {
      agree: 'yes',
      'filled-by': 'family',
      'acting-name': '門司 三郎',
      'acting-relation': '長男',
      name: '小倉 花子',
      'name-kana': 'コクラ ハナコ',
      'birth-date': '1948-04-05',
      postcode: '803-0814',
      address: '北九州市小倉北区大手町1-1',
      telephone: '093-582-3311',
      'emergency-name': '八幡 一郎',
    },
    computed: {},
    proposed: ['acting-relation'],
    helped: ['まちづくり推進課 3番席'],
    findings: [{ path: 'address', code: 'required', message: '建物の名前と部屋の番号がありません' }],
    papers: [{ path: 'certificate', way: 'post', received_at: null }],
    correction: null,
    history: [
      { at: NOON, deed: 'submitted', by: null },
      { at: NOON + 3_600_000, deed: 'reviewed', by: '小倉 太郎（例）・3番席' },
    ],
    ...more,
  };
}

export function batch(more: Partial<Batch> = {}): Batch {
  return {
    id: 'b1',
    prepared_at: NOON,
    prepared_by: '小倉 太郎（例）・3番席',
    own: false,
    released_at: null,
    released_by: null,
    manifest_sha256: null,
    lines: [{ id: 'a1', receipt: '12345-67890', title }],
    ...more,
  };
}

interface SampleField {
  readonly kind: { readonly type: string; readonly fields?: readonly SampleField[] };
}
interface SampleForm {
  readonly steps: readonly { readonly fields: readonly SampleField[] }[];
}

/** A definition's file as the server sends it: every default in place. */
export function asSent(file: string): unknown {
  const form = JSON.parse(file) as SampleForm;
  const whole = (field: SampleField): SampleField => ({
    ...{ help: null, required: false, private: false, autocomplete: null, when: [] },
    ...field,
    kind:
      field.kind.fields === undefined ? field.kind : { ...field.kind, fields: field.kind.fields.map(whole) },
  });
  return { ...form, steps: form.steps.map((step) => ({ ...step, fields: step.fields.map(whole) })) };
}
