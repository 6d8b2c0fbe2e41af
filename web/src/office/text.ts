import { catalogue } from '../i18n/catalogue';

/** What every page of the back office says. */
export const officeText = catalogue(
  {
    documentTitle: 'リモート窓口 審査',
    title: '申請の審査',
    group: '申請',
    pages: { worklist: '作業一覧', application: '申請', handover: '引渡し' },
    forbidden: 'この画面は、審査担当の方が使えます。担当の役割は管理者が付けます。',
    broken: 'この画面を表示できなくなりました。申請はサーバーに残っています。',
    close: 'とじる',
    cancel: 'やめる',
  },
  {
    en: {
      documentTitle: 'Remote counter, review',
      title: 'Review of applications',
      group: 'Applications',
      pages: { worklist: 'Work list', application: 'Application', handover: 'Hand-over' },
      forbidden: 'These pages are for reviewers. An administrator gives out this role.',
      broken: 'This page cannot be shown any more. The application is safe on the server.',
      close: 'Close',
      cancel: 'Cancel',
    },
  },
);
