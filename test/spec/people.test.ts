import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES, ROLES, ROUTES, type Role } from '../../src/contract/routes.ts';
import type { Handlers } from '../../src/contract/contract.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import type { Post } from '../../src/contract/posts.ts';
import { POSTS } from '../../src/contract/posts.ts';
import { Duty } from '../../src/staff/duty.ts';
import { postMissing, type Caller } from '../../src/staff/roles.ts';
import { guardedHandlers } from '../../src/till/staff/role-guard.ts';
import { rolesShown } from '../../src/till/technician/roles-shown.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, givenConfig, RM45_50 } from '../fakes/given-till.ts';
import { plainHash } from '../fakes/plain-pins.ts';

const MINUTE_MS = 60_000;
const BADGE = 'STAFF-0007-XK29QV';
const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const SEEN = { kind: 'seen', charge: givenCharge(RM45_50), reversed: false, refunds: [] } as const;
const PEOPLE = {
  cashiers: [
    { id: 'c1', name: 'Mei', pin: plainHash('2468'), badge: plainHash(BADGE) },
    { id: 'c2', name: 'Ravi', pin: plainHash('1357') },
  ],
  managers: [{ id: 'm1', name: 'Aisyah', pin: plainHash('471147') }],
  technicians: [{ id: 't1', name: 'Tan', pin: plainHash('864200') }],
};
const PIN_OF: Readonly<Record<string, string>> = { c1: '2468', c2: '1357', m1: '471147', t1: '864200' };

class PeopledTill {
  readonly till = new GivenTill(
    { pay: [CHARGED], lookUp: [SEEN], refund: [{ kind: 'refunded' }] },
    undefined,
    PEOPLE,
  );
  readonly register = this.#guarded('register');
  readonly screen = this.#guarded('screen');

  #guarded(caller: Caller): Handlers {
    const { config, desk, manager, staff, terminal } = this.till;
    const handlers = { ...desk.handlers(), ...manager, ...staff.handlers() } as unknown as Handlers;
    return guardedHandlers(handlers, caller, { config, terminal, touch: (post) => staff.touch(post) });
  }

  async signIn(id: string, pin = PIN_OF[id] ?? '', post: Post = 'till') {
    const answer = await this.register.signIn({ params: {}, query: {}, body: { id, pin, post } });
    return answer.ok ? 'ok' : answer.error.slug;
  }

  async open(order: string) {
    const body = {
      referenceOrderId: order,
      orderDescription: 'Coffee',
      amount: { currency: 'MYR', value: '4550' },
    };
    return this.register.openSale({ params: {}, query: {}, body });
  }

  async sell(order: string): Promise<string> {
    const sale = await this.open(order);
    if (!sale.ok) throw new Error(sale.error.detail);
    await this.till.code(sale.value.saleId);
    await this.till.clock.advance(0);
    return sale.value.saleId;
  }

  rowsOf(kind: string): Record<string, unknown>[] {
    return this.till.journal.rows
      .map((row) => JSON.parse(row) as Record<string, unknown>)
      .filter((row) => row['kind'] === kind);
  }
}

describe('People (interface section 2)', () => {
  it('with cashiers and nobody signed in, a sale is refused; signed in, it is opened', async () => {
    const shop = new PeopledTill();

    const before = await shop.open('ORD-1');
    await shop.signIn('c1');
    const after = await shop.open('ORD-1');

    expect(before).toMatchObject({ error: { slug: 'sign-in-required', post: 'till' } });
    expect(after).toMatchObject({ ok: true, value: { operatorId: 'c1' } });
  });

  it('without cashiers the till works as before, and nobody can sign in to sell', async () => {
    const till = new GivenTill();

    const sale = await till.open();
    const signedIn = await till.staff.handlers().signIn({
      params: {},
      query: {},
      body: { id: 'm1', pin: '471147', post: 'till' },
    });

    expect(sale.ok && 'operatorId' in sale.value).toBe(false);
    expect(signedIn).toMatchObject({ error: { slug: 'not-found' } });
    expect(till.journal.rows.join('\n')).not.toContain('operatorId');
  });

  it('the person stands in every row that is written while somebody is signed in', async () => {
    const shop = new PeopledTill();
    await shop.signIn('c1');
    const rows = shop.till.journal.rows.length;

    await shop.sell('ORD-1');

    const later = shop.till.journal.rows.slice(rows).map((row) => JSON.parse(row) as { operatorId?: string });
    expect(later.length).toBeGreaterThan(2);
    expect(new Set(later.map(({ operatorId }) => operatorId))).toEqual(new Set(['c1']));
  });

  it('a sale keeps who opened it, a refund who was signed in then, and totals are told by person', async () => {
    const shop = new PeopledTill();
    await shop.signIn('c1');
    const saleId = await shop.sell('ORD-1');
    await shop.signIn('c2');
    const refund = await shop.register.requestRefund({
      params: {},
      query: {},
      body: {
        paymentRequestId: shop.till.sale(saleId).paymentRequestId ?? '',
        amount: { currency: 'MYR', value: '1000' },
        reason: 'Wrong size',
        approver: { id: 'm1', pin: PIN_OF['m1'] ?? '' },
      },
      idempotencyKey: undefined,
    });
    await shop.till.clock.advance(0);

    const x = await shop.register.readX({ params: {}, query: {}, body: null });
    expect(shop.till.sale(saleId).operatorId).toBe('c1');
    expect(refund).toMatchObject({ ok: true, value: { operatorId: 'c2', approver: 'm1' } });
    expect(x).toMatchObject({
      value: {
        byOperator: [
          { operatorId: 'c1', type: 'sale', currency: 'MYR', count: 1, value: '4550' },
          { operatorId: 'c2', type: 'refund', currency: 'MYR', count: 1, value: '1000' },
        ],
        acquirers: [
          { gateway: 'alipayPlus', type: 'sale', count: 1, value: '4550' },
          { gateway: 'alipayPlus', type: 'refund', count: 1, value: '1000' },
        ],
      },
    });
  });

  it('a badge that is scanned signs in; a payment code is no badge, and neither is kept', async () => {
    const shop = new PeopledTill();

    const taken: boolean[] = [];
    for (const text of ['281001020000000000001234', 'STAFF-0000-UNKNOWN', BADGE]) {
      taken.push(shop.till.staff.takes({ kind: 'frame', text }));
      await shop.till.clock.advance(0);
    }

    expect(taken).toEqual([false, true, true]);
    expect(shop.till.terminal.duty.personAt('till')).toBe('c1');
    expect(shop.till.journal.rows.join('\n')).not.toMatch(/STAFF|0000001234/);
  });

  it('nobody is signed in after a restart, nor after ten minutes in which nothing was done', async () => {
    const shop = new PeopledTill();
    await shop.signIn('c1');
    await shop.till.clock.advance(9 * MINUTE_MS);
    await shop.open('ORD-1');
    await shop.till.clock.advance(11 * MINUTE_MS);
    const duringSale = shop.till.terminal.duty.personAt('till');
    await shop.till.cancelAlone(shop.till.screen.view().sale?.saleId ?? '');
    await shop.till.clock.advance(11 * MINUTE_MS);
    const idle = shop.till.terminal.duty.personAt('till');
    await shop.signIn('c2');

    const again = shop.till.restarted(undefined, PEOPLE);

    expect([duringSale, idle, again.terminal.duty.personAt('till')]).toEqual(['c1', undefined, undefined]);
    expect(shop.rowsOf('signedOut')).toMatchObject([{ personId: 'c1', post: 'till', why: 'idle' }]);
  });

  it('wrong person and wrong PIN are refused alike, and a wrong sign-in locks that person only', async () => {
    const shop = new PeopledTill();
    const wrong = [await shop.signIn('c1', '0000'), await shop.signIn('nobody', '0000')];
    for (let tries = 1; tries < 5; tries += 1) await shop.signIn('c1', '0000');

    const then = [await shop.signIn('c1'), await shop.signIn('c2')];

    expect(wrong).toEqual(['sign-in-refused', 'sign-in-refused']);
    expect(then).toEqual(['sign-in-locked', 'ok']);
    expect(shop.rowsOf('signInRefused')).toHaveLength(5);
  });

  it('a PIN counts as it is typed: not in digits of another script, nor with a blank, nor as another person’s', async () => {
    const shop = new PeopledTill();
    const [own, other] = [PIN_OF['c1'] ?? '', PIN_OF['m1'] ?? ''];
    const fullWidth = own.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

    const answers = [];
    for (const pin of [fullWidth, `${own} `, other]) answers.push(await shop.signIn('c1', pin));

    expect(answers).toEqual(Array(3).fill('sign-in-refused'));
    expect(await shop.signIn('c1')).toBe('ok');
  });

  it('tried side by side, wrong PINs lock a sign-in as they do one by one', async () => {
    const shop = new PeopledTill();

    const answers = await Promise.all(Array.from({ length: 7 }, () => shop.signIn('c1', '0000')));

    expect(answers.filter((slug) => slug === 'sign-in-locked')).toHaveLength(2);
  });

  it('nobody signs out in the middle of a sale', async () => {
    const shop = new PeopledTill();
    await shop.signIn('c1');
    await shop.open('ORD-1');

    const out = await shop.register.signOut({ params: {}, query: {}, body: null });

    expect(out).toMatchObject({ error: { slug: 'till-busy' } });
    expect(shop.till.terminal.duty.personAt('till')).toBe('c1');
  });

  it('an id names one person of the till, whatever the person may do', () => {
    const twice = { ...givenConfig({}), technicians: [{ id: 'm1', name: 'Tan', pin: plainHash('864200') }] };

    expect(parseConfig(JSON.stringify(twice))).toEqual({
      ok: false,
      error: [{ path: 'technicians.0.id', why: 'is the id of another person' }],
    });
  });
});

/** The link of a payment: the screen's for the customer, by its sale for a program with the token. */
const OF_SCREEN = { customer: true, program: false };
const OF_REGISTER = { customer: false, program: true };

/** What each role needs, by who is signed in and where the call comes from. `-`: refused until somebody signs in. */
const TABLE: readonly [signedIn: Post | 'nobody', caller: Caller, allowed: Record<Role, boolean>][] = [
  [
    'nobody',
    'screen',
    { anyone: true, approver: true, cashier: false, manager: false, technician: false, ...OF_SCREEN },
  ],
  [
    'till',
    'screen',
    { anyone: true, approver: true, cashier: true, manager: false, technician: false, ...OF_SCREEN },
  ],
  [
    'desk',
    'screen',
    { anyone: true, approver: true, cashier: false, manager: true, technician: false, ...OF_SCREEN },
  ],
  [
    'bench',
    'screen',
    { anyone: true, approver: true, cashier: false, manager: false, technician: true, ...OF_SCREEN },
  ],
  [
    'nobody',
    'register',
    { anyone: true, approver: true, cashier: false, manager: true, technician: true, ...OF_REGISTER },
  ],
  [
    'till',
    'register',
    { anyone: true, approver: true, cashier: true, manager: true, technician: true, ...OF_REGISTER },
  ],
  [
    'desk',
    'register',
    { anyone: true, approver: true, cashier: false, manager: true, technician: true, ...OF_REGISTER },
  ],
  [
    'bench',
    'register',
    { anyone: true, approver: true, cashier: false, manager: true, technician: true, ...OF_REGISTER },
  ],
];

describe('Who may ask for what (interface section 2)', () => {
  const cases = TABLE.flatMap(([signedIn, caller, allowed]) =>
    COMMAND_NAMES.map((name) => [signedIn, caller, name, allowed[ROUTES[name].role]] as const),
  );

  it.each(cases)('%s signed in, from the %s: %s is done: %s', async (signedIn, caller, name, isDone) => {
    const asked: string[] = [];
    const shop = new PeopledTill();
    const { config, terminal } = shop.till;
    if (signedIn !== 'nobody') terminal.note({ kind: 'signedIn', atMs: 0, personId: 'p', post: signedIn });
    const all = Object.fromEntries(
      COMMAND_NAMES.map((each) => [each, () => Promise.resolve({ ok: true, value: asked.push(each) })]),
    ) as unknown as Handlers;
    const guarded = guardedHandlers(all, caller, { config, terminal, touch: () => undefined });

    const answer = await (guarded[name] as (input: unknown) => Promise<{ ok: boolean; error?: unknown }>)({});

    expect(asked).toEqual(isDone ? [name] : []);
    const slug = ['customer', 'program'].includes(ROUTES[name].role) ? 'foreign-origin' : 'sign-in-required';
    if (!isDone) expect(answer).toMatchObject({ ok: false, error: { slug } });
  });

  const SHOPS = [
    ['with people for everything', PEOPLE],
    ['with managers only', { managers: PEOPLE.managers }],
    ['with nobody', {}],
  ] as const;

  it.each(SHOPS)(
    'the technician’s page says of a till %s who may do each command, as the till does it',
    async (_, people) => {
      const till = new GivenTill({}, undefined, people);
      const { config, terminal } = till;
      const shown = rolesShown(config);
      const all = Object.fromEntries(
        COMMAND_NAMES.map((name) => [name, () => Promise.resolve({ ok: true, value: null })]),
      ) as unknown as Handlers;
      const guarded = guardedHandlers(all, 'screen', { config, terminal, touch: () => undefined });
      const done = await Promise.all(
        COMMAND_NAMES.map((name) => (guarded[name] as (input: unknown) => Promise<{ ok: boolean }>)({})),
      );

      const told = COMMAND_NAMES.map((name) => {
        const { method, path } = ROUTES[name];
        return shown.filter(({ commands }) => commands.includes(`${method} ${path}`));
      });

      expect(told.map((roles) => roles.map(({ role }) => role))).toEqual(
        COMMAND_NAMES.map((name) => [ROUTES[name].role]),
      );
      // An approval is asked for by anyone: the call itself brings the manager's PIN.
      const open = ['anyone', 'customerScreen'];
      expect(told.map(([one]) => one?.role === 'approver' || open.includes(one?.who ?? ''))).toEqual(
        done.map(({ ok }) => ok),
      );
    },
  );

  it('it names the people of each role, never a PIN; without a manager nothing is approved', () => {
    const shown = rolesShown(new GivenTill({}, undefined, PEOPLE).config);
    const without = rolesShown(new GivenTill({}, undefined, { managers: [] }).config);

    expect(shown.map(({ role, people }) => [role, ...people])).toEqual([
      ['anyone'],
      ['cashier', 'Mei', 'Ravi', 'Aisyah'],
      ['approver', 'Aisyah'],
      ['manager', 'Aisyah'],
      ['technician', 'Tan'],
      ['customer'],
      ['program'],
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/plain|scrypt|2468|864200/);
    expect(without.find(({ role }) => role === 'approver')?.who).toBe('nobody');
  });

  it('where the till has no people of a kind, nobody has to be one', () => {
    const nobody = { till: false, desk: false, bench: false };

    const missing = ROLES.map((role) => postMissing(role, 'screen', nobody, new Duty()));

    expect(missing).toEqual(ROLES.map(() => null));
    expect(POSTS).toHaveLength(3);
  });
});
