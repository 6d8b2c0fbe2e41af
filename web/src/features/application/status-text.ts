import type { ApplicationStatus } from '../../generated/protocol';
import { catalogue } from '../../i18n/catalogue';

/** 状態: where an application stands, as reviewers and applicants read it. */
export const statusText = catalogue(
  {
    submitted: '提出済',
    review: '形式審査',
    correction: '補正のお願い',
    complete: '審査済',
    'handed-over': '引渡し済',
  } satisfies Record<ApplicationStatus, string>,
  {
    easy: {
      submitted: '{出|だ}しました',
      review: '{書|か}いたことを {見|み}ています',
      correction: '{直|なお}してください',
      complete: '{見|み}おわりました',
      'handed-over': '{次|つぎ}の {課|か}に わたしました',
    },
    en: {
      submitted: 'Submitted',
      review: 'In review',
      correction: 'Correction asked for',
      complete: 'Complete',
      'handed-over': 'Handed over',
    },
  },
);
