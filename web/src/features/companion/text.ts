import { catalogue } from '../../i18n/catalogue';

/** Who may be with a resident, as desk and booth call them. */
export const companionWords = catalogue(
  {
    and: '・',
    kind: {
      family: 'ご家族',
      carer: '介護や支援の方',
      'welfare-commissioner': '民生委員',
      other: 'そのほかの方',
    },
  },
  {
    easy: {
      and: '・',
      kind: {
        family: '{家族|かぞく}',
        carer: '{介護|かいご}や {手伝|てつだ}いの {人|ひと}',
        'welfare-commissioner': '{民生委員|みんせいいいん}',
        other: 'ほかの {人|ひと}',
      },
    },
    en: {
      and: ', ',
      kind: {
        family: 'Family',
        carer: 'Carer or supporter',
        'welfare-commissioner': 'Welfare commissioner',
        other: 'Somebody else',
      },
    },
  },
);

/** What else is said of them at the desk. */
export const companionText = catalogue(
  {
    line: (kinds: string) => `付き添い：${kinds}`,
    none: 'なし',
    title: '住民に付き添っている方',
    help: '種類だけを選びます。お名前は書きません。付き添いの方は、申請する人にはなりません。住民と、この通話にいる全員の画面に出ます。',
    close: '閉じる',
  },
  {
    en: {
      line: (kinds) => `Companions: ${kinds}`,
      none: 'none',
      title: 'Who is with the resident',
      help: 'By kind only; no names. They are not the applicant. The resident and everybody in this call see it.',
      close: 'Close',
    },
  },
);
