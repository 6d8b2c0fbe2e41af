import { catalogue } from '../../i18n/catalogue';

/** How a booking stands and how it was made, as every list of staff says it. */
export const rowText = catalogue(
  {
    states: {
      held: '仮押さえ',
      booked: '予約済',
      arrived: '受付済',
      served: '対応済',
      missed: '来所なし',
      cancelled: '取消',
      lapsed: '期限切れ',
    },
    unconfirmed: '未確認',
    counter: '来庁',
    channels: { public: 'インターネット', booth: 'ブース', staff: '職員', api: '電話サービス' },
  },
  {
    en: {
      states: {
        held: 'held',
        booked: 'booked',
        arrived: 'checked in',
        served: 'done',
        missed: 'did not come',
        cancelled: 'cancelled',
        lapsed: 'ran out',
      },
      unconfirmed: 'unconfirmed',
      counter: 'in person',
      channels: { public: 'the internet', booth: 'a booth', staff: 'staff', api: 'a telephone service' },
    },
  },
);
