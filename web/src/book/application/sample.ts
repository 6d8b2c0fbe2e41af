/** An applicant's own application, for tests. */

import type { OwnApplication } from '../../generated/protocol.ts';
import { NOON, title } from '../../office/sample.ts';

export const CODE = 'ABCD2345';

/** Three fields are asked for, until a day long from now. */
export function own(more: Partial<OwnApplication> = {}): OwnApplication {
  return {
    receipt: '12345-67890',
    form: 'fureai-shushu',
    version: 1,
    title,
    status: 'correction',
    submitted_at: NOON,
    correction: {
      reasons: [
        { path: 'address', words: '建物の名前と部屋の番号まで書いてください。' },
        { path: 'birth-date', words: '生まれた日を、もう一度ご確認ください。' },
        { path: 'filled-by', words: 'どなたが申し込んだのか、もう一度選んでください。' },
      ],
      until: '2099-12-15',
    },
    section_name: '小倉北区役所 まちづくり推進課',
    telephone: '093-582-3311',
    ...more,
  };
}
