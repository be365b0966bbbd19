import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Follower } from '../../drivers/centre/follower.ts';
import { OfficeStore } from '../../drivers/centre/office/office-store.ts';
import { PeopleStore } from '../../drivers/centre/office/people-store.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { hexOf } from '../../src/centre/batch.ts';
import { rowHeadOf } from '../../src/centre/row-head.ts';
import { fingerprintOf, type EnrolCall, type ReserveCall } from '../../src/centre/wire.ts';
import type { Leave } from '../../src/payment/leave.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { onPostgres } from './on-postgres.ts';
import { A_WORD, addTill, given, givenCentre, givenKey, STORE, type GivenCentre } from './given-centre.ts';
import { RowsInMemory } from './simulated-till.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const VIEWER = { personId: 'p', name: 'P', role: 'owner', storeId: null, formToken: '' } as const;
const PAID: Script = { pay: [{ kind: 'charged', charge: givenCharge(RM45_50) }] };
const SILENT: Script = {};
const DECLINED: Script = {
  pay: [
    { kind: 'refused', reason: { code: 'USER_BALANCE_NOT_ENOUGH', class: 'user', say: 'Too little money.' } },
  ],
};

onPostgres.describe('One order, many tills (chain §3)', () => {
  let centre: GivenCentre;
  let follower: Follower;
  let people: PeopleStore;
  let orders = 0;

  beforeAll(async () => {
    centre = await givenCentre();
    people = new PeopleStore(centre.database, systemClock(), false);
    follower = new Follower(centre.database, {
      clock: systemClock(),
      log: QUIET,
      isBusy: () => false,
    });
    for (const terminal of ['A', 'B', 'C', 'D', 'E']) {
      const till = await addTill(centre.database, terminal);
      await centre.database.query("UPDATE centre.till SET state = 'enrolled' WHERE till_id = $1", [till]);
    }
  }, 60_000);

  afterAll(() => centre.stop());

  const id = (terminal: string): string => `${STORE}/${terminal}`;
  const newOrder = (): string => `ORD-${(orders += 1)}`;
  const take = (order: string, terminal: string, saidAtMs = 1) =>
    centre.store.takeLease(id(terminal), order, saidAtMs).then(given);
  const room = (terminal: string, call: ReserveCall) => centre.store.reserve(id(terminal), call).then(given);

  const refund = (payment: string, n: number, amountMinor: number, more: object = {}) => ({
    ...{ refundRequestId: `R-${payment}-${n}`, paymentRequestId: payment, approverId: 'm1', amountMinor },
    ...{ currency: 'MYR', day: '2026-11-20', orderId: 'ORD-R', chargedMinor: 1000, saidAtMs: 1, ...more },
  });

  /** A till's journal after it tried to sell an order under some leave; `more` is what else happened. */
  async function soldBy(
    order: string,
    leave: Leave | null,
    script: Script,
    more: (till: GivenTill, saleId: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<string[]> {
    const till = new GivenTill(script);
    const saleId = await till.sell(order);
    await more(till, saleId);
    till.terminal.stop();
    return till.journal.rows.map((row) =>
      leave === null
        ? row
        : row.replace(
            '"kind":"paymentStarted",',
            `"kind":"paymentStarted","leave":${JSON.stringify(leave)},`,
          ),
    );
  }

  /** Rows arrive as the till's next ones, and the office follows them. */
  async function tell(terminal: string, bodies: readonly string[]): Promise<void> {
    const [at] = await centre.database.query<{ next_seq: number; head: Uint8Array; epoch: number }>(
      'SELECT next_seq, head, epoch FROM centre.till WHERE till_id = $1',
      [id(terminal)],
    );
    const journal = new RowsInMemory();
    for (let seq = 1; seq < at!.next_seq; seq += 1) journal.rows.push({ seq, body: '', hash: at!.head });
    for (const body of bodies) journal.append(body);
    const rows = journal.rowsFrom(at!.next_seq, bodies.length).map(({ hash, body }) => {
      const head = rowHeadOf(body);
      return { hash, body, ...(head.ok ? head.value : { kind: '', saleId: null, atMs: 0 }) };
    });
    const answer = await centre.store.ingest(
      id(terminal),
      { epoch: at!.epoch, first: at!.next_seq, previous: at!.head },
      rows,
    );
    expect({ outcome: answer.outcome, head: answer.head }).toEqual({
      outcome: 'taken',
      head: hexOf(rows.at(-1)!.hash),
    });
    await follower.follow(id(terminal));
  }

  async function casesOf(order: string): Promise<string[]> {
    const rows = await centre.database.query<{ kind: string }>(
      'SELECT kind FROM centre.office_case WHERE order_id = $1 AND closed_at IS NULL ORDER BY case_id',
      [order],
    );
    return rows.map(({ kind }) => kind);
  }

  it('of many tills that ask at once, one has leave; the others are told who', async () => {
    const order = newOrder();

    const answers = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((terminal) => take(order, terminal)));

    const granted = answers.filter(({ outcome }) => outcome === 'granted');
    expect(granted).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'held').map(({ holder }) => holder)).toEqual(
      Array(4).fill(granted[0]!.holder),
    );
  });

  it('leave under which a payment was sent does not end by time: another till is refused until the result is final', async () => {
    const order = newOrder();
    const { token } = await take(order, 'A');
    await tell('A', await soldBy(order, { by: 'centre', token }, SILENT));
    // As much time as a database can be told of.
    await centre.database.query(
      "UPDATE centre.lease SET changed_at = now() - interval '10 years', said_at_ms = 0 WHERE order_id = $1",
      [order],
    );
    await centre.store.ask(id('A'), { ...A_WORD, saidAtMs: 9_999_999_999_999 });

    expect(await take(order, 'B')).toMatchObject({ outcome: 'held', holder: id('A') });
  });

  it('a failed attempt frees the order: the next till has a higher token, and numbers its attempt after the failed one', async () => {
    const order = newOrder();
    const first = await take(order, 'A');
    await tell('A', await soldBy(order, { by: 'centre', token: first.token }, DECLINED));

    const second = await take(order, 'B');

    expect(second).toMatchObject({ outcome: 'granted', holder: id('B'), attempts: 1 });
    expect(second.token).toBeGreaterThan(first.token);
  });

  it('an attempt that ended frees nothing that was given since', async () => {
    const order = newOrder();
    const { token } = await take(order, 'A');
    const again = await take(order, 'A', 2);
    await tell('A', await soldBy(order, { by: 'centre', token }, DECLINED));

    expect(again.token).toBeGreaterThan(token);
    expect(await take(order, 'B')).toMatchObject({ outcome: 'held', holder: id('A') });
  });

  it('an attempt that a manager took over the centre’s no ends no leave that its till has and has not used', async () => {
    const order = newOrder();
    const { token } = await take(order, 'A');
    await tell('A', await soldBy(order, { by: 'override', approverId: 'm1' }, DECLINED));

    expect(token).toBeGreaterThan(0);
    expect(await take(order, 'B')).toMatchObject({ outcome: 'held', holder: id('A') });
  });

  it('a paid order is closed for good, after a void too', async () => {
    const order = newOrder();
    const { token } = await take(order, 'A');
    const rows = await soldBy(
      order,
      { by: 'centre', token },
      { ...PAID, cancel: [{ kind: 'confirmed' }] },
      async (till, saleId) => {
        await till.cancel(saleId);
        await till.clock.advance(1000);
      },
    );
    await tell('A', rows);

    expect(rows.some((row) => row.includes('giveBackApproved'))).toBe(true);
    for (const terminal of ['A', 'B'])
      expect(await take(order, terminal)).toMatchObject({ outcome: 'paid', holder: id('A') });
  });

  it('leave that the holder keeps no more is free, once all of its rows are here', async () => {
    const order = newOrder();
    await take(order, 'C', 10);
    const ask = (last: number, keeps: string[], saidAtMs = 20) =>
      centre.store.ask(id('C'), { ...A_WORD, last, keeps, saidAtMs });
    await tell('C', ['{"version":2,"till":"C","kind":"triesLapsed","atMs":1}']);
    const [{ seq }] = (await centre.database.query<{ seq: number }>(
      'SELECT seq FROM centre.followed WHERE till_id = $1',
      [id('C')],
    )) as [{ seq: number }];

    await ask(seq + 1, []);
    expect(await take(order, 'B')).toMatchObject({ outcome: 'held' });
    await ask(seq, [order]);
    expect(await take(order, 'B')).toMatchObject({ outcome: 'held' });
    await ask(seq, [], 9);
    expect(await take(order, 'B')).toMatchObject({ outcome: 'held' });
    await ask(seq, []);
    expect(await take(order, 'B')).toMatchObject({ outcome: 'granted' });
  });

  it('two payments that were begun for one order are a case as soon as the second is told', async () => {
    const order = newOrder();
    const { token } = await take(order, 'A');
    await tell('A', await soldBy(order, { by: 'centre', token }, SILENT));
    expect(await casesOf(order)).toEqual([]);

    await tell('B', await soldBy(order, { by: 'home' }, SILENT));

    expect(await casesOf(order)).toEqual(['twoBegun']);
  });

  it('an attempt under a token that was passed on is a case', async () => {
    const order = newOrder();
    const { token } = await take(order, 'A');
    await tell('A', await soldBy(order, { by: 'centre', token }, DECLINED));
    await take(order, 'B');

    await tell('D', await soldBy(order, { by: 'centre', token }, DECLINED));

    expect(await casesOf(order)).toContain('tokenPassed');
  });

  it("a manager's override is a case, by whom and why", async () => {
    const order = newOrder();
    const rows = await soldBy(order, { by: 'override', approverId: 'm1' }, DECLINED);
    const at = rows.findIndex((row) => row.includes('"saleOpened"'));
    const opened = JSON.parse(rows[at]!) as { saleId: string; atMs: number };
    rows.splice(
      at + 1,
      0,
      JSON.stringify({
        version: 2,
        till: 'T07',
        kind: 'orderOverridden',
        saleId: opened.saleId,
        atMs: opened.atMs,
        approverId: 'm1',
        reason: 'Till A is broken',
      }),
    );
    await tell('E', rows);

    const [row] = await centre.database.query<{ facts: string }>(
      "SELECT facts FROM centre.office_case WHERE kind = 'override' AND order_id = $1",
      [order],
    );
    expect(JSON.parse(row!.facts)).toEqual({ approver: 'm1', reason: 'Till A is broken' });
  });

  describe('Two at once', () => {
    const twice = <T>(act: (at: number) => Promise<T>, count = 2): Promise<T[]> =>
      Promise.all(Array.from({ length: count }, (_, at) => act(at)));
    const enrolCall = (code: string): EnrolCall => ({
      ...{ code, publicKey: givenKey().publicKey, terminal: 'N', store: STORE },
      shop: { name: 'Kopi Corner', timeZone: 'UTC', currency: 'MYR' },
    });

    it('of two owners who remove each other, one stays; nobody removes themselves, and support removes nobody', async () => {
      for (const personId of ['one', 'other'])
        await people.add({ personId, name: personId, role: 'owner', storeId: null }, 'twelve or more');
      await people.add(
        { personId: 'reads', name: 'reads', role: 'support', storeId: null },
        'twelve or more',
      );

      const removed = await Promise.all([people.remove('one', 'other'), people.remove('other', 'one')]);

      expect(removed.sort()).toEqual([false, true]);
      const [owner, ...others] = (await people.list()).filter(({ role }) => role === 'owner');
      expect(others).toEqual([]);
      expect(await people.remove(owner!.personId, owner!.personId)).toBe(false);
      expect(await people.remove('reads', owner!.personId)).toBe(false);
    });

    it('of many wrong passwords five are looked at, and the right one is refused with them', async () => {
      await people.add({ personId: 'many', name: 'many', role: 'support', storeId: null }, 'twelve or more');

      await twice(() => people.signIn('many', 'wrong wrong wrong', ''), 16);

      expect(await people.signIn('many', 'twelve or more', '')).toBeNull();
      const tried = 'SELECT wrong_tries AS tries FROM centre.person WHERE person_id = $1';
      expect(await centre.database.query(tried, ['many'])).toEqual([{ tries: 5 }]);
      await centre.database.query("UPDATE centre.person SET locked_until = now() WHERE person_id = 'many'");
      expect(await people.signIn('many', 'twelve or more', '')).not.toBeNull();
    });

    it('a code enrols one of two machines; one that was shown before, or whose till was revoked, enrols none', async () => {
      const earlier = await centre.newTill('N');
      const code = await centre.store.newCode(id('N'));
      const calls = [enrolCall(code), enrolCall(code)] as const;

      const answers = await Promise.all(calls.map((call) => centre.store.enrol(call)));

      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['enrolled', 'refused']);
      expect((await centre.store.enrol(enrolCall(earlier))).outcome).toBe('refused');
      const first = calls[answers.findIndex(({ outcome }) => outcome === 'enrolled')]!;
      const second = enrolCall(await centre.store.newCode(id('N')));
      expect((await centre.store.enrol(second)).outcome).toBe('enrolled');
      // The first one's code was its own, and its till is another machine now.
      expect((await centre.store.enrol(first)).outcome).toBe('refused');
      const unused = await centre.store.newCode(id('N'));
      await new OfficeStore(centre.database).revoke(id('N'));
      expect((await centre.store.enrol(enrolCall(unused))).outcome).toBe('refused');
      expect((await centre.store.enrol(second)).outcome).toBe('refused');
    });

    it('of two who push, or push and put back, one does: the other has not seen what they would undo', async () => {
      const push = (seen: number) => centre.settings.push(STORE, '{"languages":["en"]}', 'owner', seen);

      const pushed = await twice(() => push(0));
      const both = await Promise.all([push(1), centre.settings.putBack(STORE, 1, 'owner', 1)]);

      expect(pushed.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(pushed.find(({ ok }) => !ok)).toMatchObject({
        error: expect.stringContaining('version 1 meanwhile'),
      });
      expect([both[0].ok, both[1]].sort()).toEqual([false, true]);
    });

    it('a config goes to the machine that is the till now: to none of before, and to none once it is revoked', async () => {
      const getting = async ({ publicKey }: EnrolCall): Promise<boolean> =>
        (await centre.settings.configOf(id('CFG'), fingerprintOf(publicKey))) !== null;
      const enrolled = async (code: string): Promise<EnrolCall> => {
        const machine = { ...enrolCall(code), terminal: 'CFG' };
        expect((await centre.store.enrol(machine)).outcome).toBe('enrolled');
        return machine;
      };
      const [newest] = (await centre.settings.config(STORE)).versions;
      await centre.settings.push(STORE, '{"languages":["ms"]}', 'owner', newest?.version ?? 0);
      const first = await enrolled(await centre.newTill('CFG'));
      const second = await enrolled(await centre.store.newCode(id('CFG')));

      const between = [await getting(first), await getting(second)];
      await new OfficeStore(centre.database).revoke(id('CFG'));

      expect(between).toEqual([false, true]);
      expect([await getting(first), await getting(second)]).toEqual([false, false]);
    });

    it('of two who close a case, one does', async () => {
      await centre.database.query("SELECT centre.open_case('override', 'ORD-TWICE', NULL, NULL, '{}')");
      const office = new OfficeStore(centre.database);
      const [found] = (await office.cases({ storeId: null }, null)).filter(
        ({ subject }) => subject === 'ORD-TWICE',
      );

      const closed = await twice((at) =>
        office.closeCase({ ...VIEWER, personId: `p${at}` }, found!.caseId, 'looked at'),
      );

      expect(closed.sort()).toEqual([false, true]);
    });

    it('an id of a refund that comes for two payments has room of one', async () => {
      const answers = await twice((at) =>
        room('AB'[at]!, { ...refund(`PAY-T${at}`, 1, 100), refundRequestId: 'R-TWICE' }),
      );

      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['mismatch', 'reserved']);
    });
  });

  describe('Refunds', () => {
    it('many tills that refund one payment at once give back at most what was charged, each request once', async () => {
      const asked = Array.from({ length: 40 }, (_, n) => refund('PAY-1', n >> 1, 90));

      const answers = await Promise.all(asked.map((call, n) => room('ABCDE'[(n >> 1) % 5]!, call)));

      const [sum] = await centre.database.query<{ sum: number; count: number }>(
        "SELECT sum(amount_minor)::bigint AS sum, count(*)::bigint AS count FROM centre.refund_reserve WHERE payment_request_id = 'PAY-1'",
      );
      expect(sum).toEqual({ sum: 990, count: 11 });
      expect(answers.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(22);
      expect(
        answers.filter(({ outcome }) => outcome === 'exceeds').every(({ leftMinor }) => leftMinor < 90),
      ).toBe(true);
    });

    it('unknown keeps the room; a refund that surely was not made frees it', async () => {
      const order = newOrder();
      const refused = {
        kind: 'refused',
        reason: { code: 'USER_NOT_EXIST', class: 'user', say: 'No' },
      } as const;
      const rows = async (
        script: Script['refund'],
      ): Promise<{ bodies: string[]; payment: string; refund: string }> => {
        const till = new GivenTill({
          ...PAID,
          ...(script === undefined ? {} : { refund: script }),
          lookUp: [{ kind: 'seen', charge: givenCharge(RM45_50), refunds: [] } as never],
        });
        const saleId = await till.sell(order);
        const payment = till.sale(saleId).paymentRequestId!;
        const answer = await till.manager.requestRefund({
          params: {},
          query: {},
          body: {
            paymentRequestId: payment,
            amount: { currency: 'MYR', value: '4550' },
            reason: 'Returned',
            approver: { id: 'm1', pin: '471147' },
          },
        });
        await till.clock.advance(10);
        till.terminal.stop();
        const name = answer.ok ? answer.value.refundRequestId : JSON.stringify(answer.error);
        return { bodies: [...till.journal.rows], payment, refund: name };
      };
      const unknown = await rows(undefined);
      await tell(
        'B',
        unknown.bodies.slice(0, unknown.bodies.findIndex((row) => row.includes('refundApproved')) + 1),
      );

      expect(
        await centre.store.reserve(
          id('C'),
          refund(unknown.payment, 1, 100, { orderId: order, chargedMinor: null }),
        ),
      ).toMatchObject({ outcome: 'exceeds' });

      await centre.database.query('DELETE FROM centre.refund_reserve WHERE payment_request_id = $1', [
        unknown.payment,
      ]);
      const failed = await rows([refused]);
      await tell('D', failed.bodies);
      expect(failed.bodies.some((row) => row.includes('refundAnswered'))).toBe(true);
      expect(
        await centre.store.reserve(
          id('C'),
          refund(failed.payment, 2, 100, { orderId: order, chargedMinor: null }),
        ),
      ).toMatchObject({ outcome: 'reserved' });
    });

    it('room that its till keeps no more is free, once all of its rows are here; where a row tells of the refund it stays', async () => {
      const word = (terminal: string, refunds: string[], saidAtMs = 2, last = 0) =>
        centre.store.ask(id(terminal), { ...A_WORD, last, refunds, saidAtMs });
      const isFree = async (n: number): Promise<boolean> => {
        const asked = await room('B', refund('PAY-3', n, 1));
        return asked.outcome === 'reserved';
      };
      await centre.database.query(
        'INSERT INTO centre.followed (till_id) VALUES ($1) ON CONFLICT DO NOTHING',
        [id('A')],
      );
      await room('A', refund('PAY-3', 1, 1000));
      expect(await isFree(2)).toBe(false);
      // Another till's word, one of before, one that keeps it, and one whose rows are not here yet.
      await word('B', []);
      await word('A', [], 1);
      await word('A', ['R-PAY-3-1']);
      await word('A', [], 2, 1_000_000);
      expect(await isFree(2)).toBe(false);

      await word('A', []);

      expect(await isFree(2)).toBe(true);
      await centre.database.query(
        "UPDATE centre.refund_reserve SET announced = true WHERE refund_request_id = 'R-PAY-3-2'",
      );
      await word('B', []);
      expect(await room('C', refund('PAY-3', 3, 1000))).toMatchObject({
        outcome: 'exceeds',
        leftMinor: 999,
      });
    });

    it("a manager's limit of a day holds over all tills", async () => {
      await centre.database.query("INSERT INTO centre.manager_limit VALUES ('m9', 'MYR', 250)");
      const answers = await Promise.all(
        [1, 2, 3, 4].map((n) => room('ABCD'[n - 1]!, refund(`PAY-L${n}`, n, 100, { approverId: 'm9' }))),
      );

      expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
        'overLimit',
        'overLimit',
        'reserved',
        'reserved',
      ]);
      expect(
        await centre.store.reserve(
          id('A'),
          refund('PAY-L5', 5, 100, { approverId: 'm9', day: '2026-11-21' }),
        ),
      ).toMatchObject({ outcome: 'reserved' });
    });

    it('the same id for another refund is refused', async () => {
      await room('A', refund('PAY-6', 1, 100));

      expect(await room('A', refund('PAY-6', 1, 101))).toMatchObject({
        outcome: 'mismatch',
      });
    });
  });
});
