import { describe, expect, it } from 'vitest';
import { AdmissionDesk, WAIT_MS_MAX } from '../../src/centre/admission.ts';

const MONEY = { isMoney: true, bytes: 100 };
const REST = { isMoney: false, bytes: 100 };

function givenFullDesk(waitingBytesMax = 10_000): AdmissionDesk {
  const desk = new AdmissionDesk({ callsMax: 1, waitingBytesMax });
  desk.enter('first', REST, 0);
  return desk;
}

describe('A centre with more to do than it can (chain §2)', () => {
  it('takes one batch of each till at a time', () => {
    const desk = new AdmissionDesk({ callsMax: 8 });

    const seen = [desk.enter('T1', MONEY, 0), desk.enter('T1', MONEY, 0), desk.enter('T2', REST, 0)];

    expect(seen).toEqual(['in', 'tooManyOfTill', 'in']);
  });

  it('has batches wait for their turn, and sends nobody away for it', () => {
    const desk = givenFullDesk();
    const waiting = [desk.enter('T1', REST, 0), desk.enter('T2', REST, 0), desk.enter('T2', REST, 0)];

    const called = [...desk.leave('first', 1), ...desk.leave('T1', 2), ...desk.leave('T2', 3)];

    expect(waiting).toEqual(['later', 'later', 'tooManyOfTill']);
    expect(called).toEqual([
      { till: 'T1', admission: 'in' },
      { till: 'T2', admission: 'in' },
    ]);
  });

  it('takes money first', () => {
    const desk = givenFullDesk();
    desk.enter('receipts', REST, 0);
    desk.enter('payment', MONEY, 1);

    const called = desk.leave('first', 2);

    expect(called).toEqual([{ till: 'payment', admission: 'in' }]);
  });

  it('keeps no more waiting than its memory has room for', () => {
    const desk = givenFullDesk(150);

    const seen = [desk.enter('T1', REST, 0), desk.enter('T2', REST, 0)];
    desk.leave('first', 1);

    expect([...seen, desk.enter('T3', REST, 2)]).toEqual(['later', 'full', 'later']);
  });

  it('sends away what its till listens for no more, and takes the next', () => {
    const desk = givenFullDesk();
    desk.enter('late', REST, 0);
    desk.enter('T2', REST, WAIT_MS_MAX);

    const called = desk.leave('first', WAIT_MS_MAX + 1);

    expect(called).toEqual([
      { till: 'late', admission: 'full' },
      { till: 'T2', admission: 'in' },
    ]);
    expect(desk.enter('late', REST, WAIT_MS_MAX + 2)).toBe('later');
  });

  it('counts nothing for one who was never let in', () => {
    const desk = givenFullDesk();
    desk.enter('T1', REST, 0);

    expect(desk.leave('nobody', 1)).toEqual([]);
  });
});
