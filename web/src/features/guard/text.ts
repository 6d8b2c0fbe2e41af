import { catalogue } from '../../i18n/catalogue';

export const guardText = catalogue(
  {
    stopped:
      '個人番号（マイナンバー）のような数字があるので、止めました。消してください。ほかの番号なら、下のボタンで進めます。',
    declare: '個人番号ではありません（このまま進む）',
  },
  {
    en: {
      stopped:
        'Stopped here, because this looks like a My Number. Please delete it. If it is another number, go on with the button below.',
      declare: 'It is not a My Number (go on)',
    },
  },
);
