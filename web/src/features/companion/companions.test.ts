import { describe, expect, it } from 'vitest';
import type { Problem } from '../../generated/protocol';
import type { Reply, Request } from '../../signal/client';
import { nameCompanions } from './companions';

/** A server whose answers the test gives, in its own time. */
function server() {
  const asked: Request[] = [];
  const answers: ((reply: Reply) => void)[] = [];
  const request = (body: Request) => {
    asked.push(body);
    return new Promise<Reply>((answer) => answers.push(answer));
  };
  const answer = async (at: number, reply: Reply) => {
    answers[at]?.(reply);
    await Promise.resolve();
  };
  return { request, asked, answer };
}
const done: Reply = { type: 'done', id: 1 };
const refused: Reply = { type: 'refused', problem: { code: 'gone', title: '通話は終わりました' } as Problem };
const set = (...companions: string[]) => ({ type: 'set-companions', call: 'c', companions });

describe('saying who is with the resident', () => {
  it('adds a kind, takes it away again, and says them in one order', async () => {
    const office = server();
    const naming = nameCompanions(office, 'c');
    void naming.toggle(['welfare-commissioner'], 'family');
    await office.answer(0, done);
    void naming.toggle(['family', 'welfare-commissioner'], 'welfare-commissioner');
    expect(office.asked).toEqual([set('family', 'welfare-commissioner'), set('family')]);
  });

  it('counts a press at once, and the next one on top of it', async () => {
    const office = server();
    const naming = nameCompanions(office, 'c');
    void naming.toggle([], 'other');
    void naming.toggle([], 'carer');
    expect(office.asked.at(-1)).toEqual(set('carer', 'other'));
    await office.answer(0, done);
    expect(naming.snapshot().asked).toEqual(['carer', 'other']);
    await office.answer(1, done);
    expect(naming.snapshot()).toEqual({ asked: null, fault: null });
  });

  it('goes back to what the server says where that is refused, and says why until the next press', async () => {
    const office = server();
    const naming = nameCompanions(office, 'c');
    void naming.toggle([], 'family');
    await office.answer(0, refused);
    expect(naming.snapshot()).toEqual({
      asked: null,
      fault: { is: 'refused', reason: '通話は終わりました' },
    });
    void naming.toggle([], 'family');
    expect(naming.snapshot().fault).toBeNull();
    await office.answer(1, { type: 'lost' });
    expect(naming.snapshot().fault).toEqual({ is: 'lost' });
  });
});
