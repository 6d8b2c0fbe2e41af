import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDoor } from '../../forms/door';
import { type Form, forms } from '../../forms/forms';
import type { OwnApplication } from '../../generated/protocol';
import type { Answer, Refused } from '../../http/ask';
import { type Act, type Applicant, begin, type Event, next, questionOf } from './applicant';
import { CODE, own } from './sample';

const repository = new URL('../../../../', import.meta.url);
let form: Form;

beforeAll(async () => {
  const bytes = await readFile(new URL('web/src/generated/forms.wasm', repository));
  const { instance } = await WebAssembly.instantiate(bytes);
  const file = await readFile(new URL('forms/definitions/fureai-shushu.json', repository), 'utf8');
  form = forms(openDoor(instance)).form(JSON.parse(file));
});

/** An applicant with a phone, and an office that answers what the test says. */
class Phone {
  now: Applicant = begin;
  acts: Act[] = [];

  tell(event: Event): this {
    const { applicant, act } = next(this.now, event);
    this.now = applicant;
    if (act !== null) this.acts.push(act);
    return this;
  }

  get act(): Act {
    const act = this.acts.at(-1);
    if (act === undefined) throw new Error('nothing was asked');
    return act;
  }

  answer(answer: Answer<OwnApplication>): this {
    return this.tell({ type: 'looked', act: this.act, answer });
  }

  refused(code: Refused['code'], more: Partial<Refused> = {}): this {
    return this.answer({ is: 'refused', code, title: '', ...more });
  }

  /** Types into the question in sight, and goes on. */
  say(...answers: string[]): this {
    for (const typed of answers) this.tell({ type: 'type', typed }).tell({ type: 'next' });
    return this;
  }

  static withCode(application = own()): Phone {
    return new Phone()
      .tell({ type: 'type-code', typed: 'ａｂｃｄ 2345' })
      .tell({ type: 'find' })
      .answer({ is: 'ok', value: application });
  }

  static fixing(): Phone {
    const phone = Phone.withCode().tell({ type: 'fix' });
    return phone.tell({ type: 'opened', act: phone.act, answer: { is: 'ok', value: form } });
  }

  static atCheck(): Phone {
    return Phone.fixing().say('北九州市小倉北区大手町1-1 大手町荘203', '昭和23年4月5日', 'self');
  }

  send(key = 'key-1'): this {
    return this.tell({ type: 'send', key });
  }
}

describe('a code', () => {
  test('is read in any width, and leads to the application', () => {
    const phone = Phone.withCode();
    expect(phone.acts).toEqual([{ is: 'look', code: CODE }]);
    expect(phone.now).toMatchObject({
      place: { at: 'state' },
      found: { code: CODE },
      typed: '',
      doing: null,
    });
  });

  test.each([
    ['', 'code-empty'],
    ['ABC', 'code-length'],
    ['ABCD1230', 'code-letters'],
  ])('typed as %j is not sent: %s', (typed, fault) => {
    const phone = new Phone().tell({ type: 'type-code', typed }).tell({ type: 'find' });
    expect(phone.acts).toEqual([]);
    expect(phone.now.place).toEqual({ at: 'code', fault });
  });

  test('that leads nowhere stays in its field', () => {
    const phone = new Phone().tell({ type: 'type-code', typed: CODE }).tell({ type: 'find' });
    phone.refused('bad-code');
    expect(phone.now).toMatchObject({ place: { at: 'code', fault: 'code-wrong' }, typed: CODE, found: null });
  });

  test('tried too often, or on a line that failed, can be sent again', () => {
    const phone = new Phone().tell({ type: 'type-code', typed: CODE }).tell({ type: 'find' });
    phone.refused('too-many', { retryAfter: 170 });
    expect(phone.now.doing?.how).toEqual({ is: 'busy', seconds: 170 });
    phone.tell({ type: 'retry' }).answer({ is: 'unreachable' });
    expect(phone.now.doing?.how).toEqual({ is: 'unreachable' });
    phone.tell({ type: 'retry' }).answer({ is: 'ok', value: own() });
    expect(phone.now.place).toEqual({ at: 'state' });
    expect(phone.acts).toHaveLength(3);
  });

  test('pressed twice is asked once', () => {
    const phone = new Phone().tell({ type: 'type-code', typed: CODE }).tell({ type: 'find' });
    phone.tell({ type: 'find' });
    expect(phone.acts).toHaveLength(1);
  });
});

describe('what was asked', () => {
  test('is asked one field a page, in the order of the office', () => {
    const phone = Phone.fixing();
    expect(questionOf(phone.now)).toMatchObject({ path: 'address' });
    phone.say('大手町1-1-203');
    expect(questionOf(phone.now)).toMatchObject({ path: 'birth-date' });
    phone.say('1948-04-05', 'self');
    expect(phone.now.place).toEqual({ at: 'check' });
  });

  test('is not left empty nor wrong, by the rules of the form', () => {
    const phone = Phone.fixing().say('  ');
    expect(phone.now.place).toMatchObject({ index: 0, fault: { is: 'empty' } });
    phone.say('大手町1-1-203', '昭和23年2月30日');
    expect(phone.now.place).toMatchObject({
      index: 1,
      fault: { is: 'rule', error: { code: 'bad-date', message: { ja: expect.any(String) } } },
    });
    phone.tell({ type: 'type', typed: '昭和23年2月3日' });
    expect(phone.now.place).toMatchObject({ fault: null });
  });

  test('goes back and forth without losing what was typed', () => {
    const phone = Phone.atCheck();
    const typed = phone.now.fixing?.typed;
    const places = Array.from({ length: 5 }, () => phone.tell({ type: 'back' }).now.place);
    expect(places).toMatchObject([{ index: 2 }, { index: 1 }, { index: 0 }, { at: 'state' }, { at: 'code' }]);
    phone.tell({ type: 'type-code', typed: CODE }).tell({ type: 'find' });
    phone.answer({ is: 'ok', value: own() }).tell({ type: 'fix' });
    expect(phone.now.place).toMatchObject({ at: 'question', index: 0 });
    expect(phone.now.fixing?.typed).toEqual(typed);
    expect(phone.acts.filter(({ is }) => is === 'open')).toHaveLength(1);
  });

  test('that is another by now begins anew', () => {
    const phone = Phone.atCheck();
    for (let i = 0; i < 5; i += 1) phone.tell({ type: 'back' });
    phone.tell({ type: 'type-code', typed: CODE }).tell({ type: 'find' });
    const correction = { reasons: [{ path: 'name', words: 'お名前' }], until: '2099-12-20' };
    phone.answer({ is: 'ok', value: own({ correction }) });
    expect(phone.now).toMatchObject({ place: { at: 'state' }, fixing: null });
  });

  test('is changed from the check page, and leads back to it', () => {
    const phone = Phone.atCheck().tell({ type: 'change', index: 1 });
    phone.say('昭和22年1月1日');
    expect(phone.now.place).toEqual({ at: 'check' });
    phone.tell({ type: 'change', index: 1 }).tell({ type: 'back' });
    expect(phone.now.place).toEqual({ at: 'check' });
  });

  test('holds no 個人番号, unless its writer says that it is none, until it is typed anew', () => {
    const phone = Phone.fixing().say('大手町 1234 5678 9018');
    expect(phone.now.place).toMatchObject({ fault: { is: 'rule', error: { code: 'my-number' } } });
    phone.tell({ type: 'declare' });
    expect(phone.now.place).toMatchObject({ index: 1 });
    expect(phone.now.fixing?.declared).toEqual(['address']);
    phone.tell({ type: 'back' }).tell({ type: 'type', typed: '大手町1-1' });
    expect(phone.now.fixing?.declared).toEqual([]);
  });

  test('that the form does not have cannot be put right here', () => {
    const correction = { reasons: [{ path: 'nothing', words: '' }], until: '2099-12-15' };
    const phone = Phone.withCode(own({ correction })).tell({ type: 'fix' });
    phone.tell({ type: 'opened', act: phone.act, answer: { is: 'ok', value: form } });
    expect(phone.now).toMatchObject({ place: { at: 'state' }, doing: { how: { is: 'failed' } } });
  });

  test('is not asked where nothing is to be put right', () => {
    const phone = Phone.withCode(own({ status: 'review', correction: null })).tell({ type: 'fix' });
    expect(phone.acts.map(({ is }) => is)).toEqual(['look']);
  });

  test('waits for the rules, which may not come at first', () => {
    const phone = Phone.withCode().tell({ type: 'fix' });
    phone.tell({ type: 'opened', act: phone.act, answer: { is: 'unreachable' } });
    expect(phone.now.doing?.how).toEqual({ is: 'unreachable' });
    phone.tell({ type: 'retry' });
    phone.tell({ type: 'opened', act: phone.act, answer: { is: 'ok', value: form } });
    expect(phone.now.place).toMatchObject({ at: 'question', index: 0 });
  });
});

describe('sending', () => {
  test('takes each answer as the form writes it, and ends with the new state', () => {
    const phone = Phone.atCheck().send();
    expect(phone.act).toEqual({
      is: 'send',
      key: 'key-1',
      ask: {
        code: CODE,
        answers: {
          address: '北九州市小倉北区大手町1-1 大手町荘203',
          'birth-date': '1948-04-05',
          'filled-by': 'self',
        },
        declared: [],
      },
    });
    phone.answer({ is: 'ok', value: own({ status: 'review', correction: null }) });
    expect(phone.now).toMatchObject({ place: { at: 'done' }, fixing: null, found: { code: CODE } });
    phone.tell({ type: 'back' });
    expect(phone.now.place).toEqual({ at: 'state' });
  });

  test('again is the same under its key; another content has another key', () => {
    const phone = Phone.atCheck().send('key-1').answer({ is: 'unreachable' });
    expect(phone.now).toMatchObject({ place: { at: 'check' }, doing: { how: { is: 'unreachable' } } });
    phone.send('key-2');
    expect(phone.act).toMatchObject({ key: 'key-1' });
    phone.answer({ is: 'unreachable' }).tell({ type: 'change', index: 2 }).say('family').send('key-3');
    expect(phone.act).toMatchObject({ key: 'key-3', ask: { answers: { 'filled-by': 'family' } } });
  });

  test('what the form needs because of an answer is asked next', () => {
    const phone = Phone.atCheck().tell({ type: 'change', index: 2 }).say('family').send();
    phone.refused('invalid-form', {
      errors: ['acting-name', 'acting-relation'].map((path) => ({ path, code: 'required', message: '' })),
    });
    expect(phone.now).toMatchObject({ place: { index: 3, fault: null }, notice: 'more' });
    expect(questionOf(phone.now)).toEqual({ path: 'acting-name', words: null });
    phone.say('門司 三郎', '長男').send('key-2');
    expect(phone.act).toMatchObject({ ask: { answers: { 'acting-name': '門司 三郎' } } });
  });

  test('what the server does not take is asked again, with what was typed', () => {
    const phone = Phone.atCheck().send();
    phone.refused('invalid-form', { errors: [{ path: 'birth-date', code: 'too-late', message: '' }] });
    expect(phone.now).toMatchObject({ place: { index: 1, fault: { is: 'refused' }, fromCheck: true } });
    expect(phone.now.fixing?.typed['birth-date']).toBe('昭和23年4月5日');
  });

  test('too late shows how it stands', () => {
    const phone = Phone.atCheck().send().refused('wrong-state');
    expect(phone.now).toMatchObject({ place: { at: 'state' }, notice: 'over', fixing: null });
  });

  test('refused otherwise keeps everything', () => {
    const phone = Phone.atCheck().send().refused('internal');
    expect(phone.now).toMatchObject({ place: { at: 'check' }, doing: { how: { is: 'failed' } } });
    expect(phone.now.fixing).not.toBeNull();
  });

  test('an answer to an older act is passed over', () => {
    const phone = Phone.atCheck().send();
    const { act } = phone;
    phone.refused('wrong-state').tell({ type: 'looked', act, answer: { is: 'ok', value: own() } });
    expect(phone.now.notice).toBe('over');
  });
});

test('everything is forgotten on request', () => {
  expect(Phone.atCheck().tell({ type: 'forget' }).now).toEqual(begin);
});
