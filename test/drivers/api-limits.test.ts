import { Occurrences } from '../../src/till/occurrences.ts';
import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';
import { connect, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Access } from '../../drivers/api/access.ts';
import { API_LIMITS } from '../../drivers/api/limits.ts';
import { serveApi, type Api } from '../../drivers/api/server.ts';
import type { Handlers } from '../../src/contract/contract.ts';
import { CUSTOMER_EVENTS_PATH, EVENTS_PATH, ROUTES } from '../../src/contract/routes.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { ok } from '../../src/ground/result.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const TOKEN = 'x'.repeat(43);
const HOUR_MS = 3_600_000;

let api: Api | null = null;
afterEach(() => api?.close());

function givenAccess() {
  const clock = new ManualClock();
  const offered: string[] = [];
  const access = new Access({
    holderOf: (bearer) => (bearer === TOKEN ? 'all' : null),
    clock,
    offer: (launch) => offered.push(launch),
  });
  return { clock, access, offered };
}

/** The local API over a till in memory, on a clock that goes only when it is told to. */
async function givenApi() {
  const given = givenAccess();
  const { screen } = new GivenTill();
  const watching = new Set<() => void>();
  let asked = 0;
  // Streams ask no handler; nobody is signed in, and whoever signs out is answered so.
  const handlers = { signOut: () => Promise.resolve(ok({})) } as unknown as Handlers;
  api = await serveApi({
    ...{
      port: 0,
      handlers,
      register: handlers,
      occurrences: new Occurrences(),
      pages: null,
      clock: given.clock,
      access: given.access,
    },
    view: () => {
      asked += 1;
      return screen.view();
    },
    watch: (see) => {
      watching.add(see);
      return () => watching.delete(see);
    },
  });
  const change = (): void => watching.forEach((see) => see());
  const { host, port } = new URL(api.url);
  /** The head of an answer; its body is read and thrown away. */
  const call = (method: string, path: string, headers: Record<string, string>): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options = { method, port, path, headers: { Host: host, ...headers }, agent: false };
      const asked = request(options, (answer) => {
        answer.on('error', () => undefined).resume();
        resolve(answer);
      });
      asked.on('error', reject).end();
    });
  const get = (path: string, headers: Record<string, string>) => call('GET', path, headers);
  const signOut = (headers: Record<string, string>) =>
    call('POST', ROUTES.signOut.path, { Origin: `http://${host}`, ...headers });
  return { ...given, get, signOut, url: api.url, asked: () => asked, change };
}

/** Lets the server hear what was sent, for as long as that takes. */
async function until(heard: () => boolean): Promise<void> {
  await vi.waitUntil(heard, { timeout: 5000, interval: 5 });
}

const cookieOf = (access: Access): string => {
  const entered = access.enter(access.newLaunch(), 1);
  return entered.ok ? (entered.value.split(';')[0] ?? '') : '';
};

describe('Launch address and session (interface §11)', () => {
  it('the launch address is good once and for 30 s', async () => {
    const { clock, access, offered } = givenAccess();
    const [early, late] = [access.newLaunch(), access.newLaunch()];

    await clock.advance(29_999);
    const first = access.enter(early, 1);
    const second = access.enter(early, 1);
    await clock.advance(1);
    const tooLate = access.enter(late, 1);

    expect([first.ok, second, tooLate]).toEqual([
      true,
      { ok: false, error: 'unknown' },
      { ok: false, error: 'late' },
    ]);
    expect(access.enter(offered[0] ?? '', 1).ok).toBe(true);
  });

  it('nobody gets a new address out of the till by guessing', () => {
    const { access, offered } = givenAccess();
    access.newLaunch();

    access.enter('y'.repeat(43), 1);

    expect(offered).toEqual([]);
  });

  it('a session of the browser ends after 12 h, its streams with it, and whoever started the till gets a new address', async () => {
    const { clock, access, get, offered } = await givenApi();
    const Cookie = cookieOf(access);
    const stream = await get(EVENTS_PATH, { Cookie });
    const ended = new Promise((resolve) => stream.on('end', resolve));

    await clock.advance(12 * HOUR_MS - 1);
    const before = await get(CUSTOMER_EVENTS_PATH, { Cookie });
    const open = [stream.complete, offered.length];
    await clock.advance(1);
    await ended;
    const after = await get(EVENTS_PATH, { Cookie });

    expect([before.statusCode, ...open]).toEqual([200, false, 0]);
    expect([after.statusCode, offered.length]).toEqual([401, 1]);
    expect(access.enter(offered[0] ?? '', 1).ok).toBe(true);
  });

  it('it is over after 12 h on a machine that slept, whose timers slept too', () => {
    let nowMs = 0;
    const asleep: Clock = { nowMs: () => nowMs, after: () => () => undefined };
    const access = new Access({ holderOf: () => null, clock: asleep, offer: () => undefined });
    const request = new IncomingMessage(new Socket());
    request.headers.cookie = cookieOf(access);

    nowMs = 12 * HOUR_MS - 1;
    const before = access.hasSession(request);
    nowMs += 1;

    expect([before, access.hasSession(request)]).toEqual([true, false]);
  });

  it('at a sign-out the session ends, its streams with it, and the screen goes on with another one', async () => {
    const { access, get, signOut } = await givenApi();
    const [Cookie, other] = [cookieOf(access), cookieOf(access)];
    const stream = await get(EVENTS_PATH, { Cookie });
    const elsewhere = await get(EVENTS_PATH, { Cookie: other });
    const ended = new Promise((resolve) => stream.on('end', resolve));

    const out = await signOut({ Cookie });
    await ended;
    const next = out.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const [before, after] = [await get(EVENTS_PATH, { Cookie }), await get(EVENTS_PATH, { Cookie: next })];

    expect([out.statusCode, before.statusCode, after.statusCode]).toEqual([200, 401, 200]);
    expect(out.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/1\/$/);
    expect(elsewhere.complete).toBe(false);
  });

  it('the next session is no longer than the one before it: 12 h in all, and one new address', async () => {
    const { clock, access, get, offered, signOut } = await givenApi();
    const Cookie = cookieOf(access);
    await clock.advance(11 * HOUR_MS);

    const out = await signOut({ Cookie });
    const next = { Cookie: out.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
    await clock.advance(HOUR_MS - 1);
    const [before, early] = [(await get(EVENTS_PATH, next)).statusCode, offered.length];
    await clock.advance(1);
    const after = (await get(EVENTS_PATH, next)).statusCode;

    expect([before, early]).toEqual([200, 0]);
    expect([after, offered.length]).toEqual([401, 1]);
  });

  it('a program that signs out ends no session', async () => {
    const { access, get, signOut } = await givenApi();
    const Cookie = cookieOf(access);

    const out = await signOut({ Authorization: `Bearer ${TOKEN}` });

    expect([out.statusCode, out.headers['set-cookie']]).toEqual([200, undefined]);
    expect((await get(EVENTS_PATH, { Cookie })).statusCode).toBe(200);
  });

  it('the stream of a program has no such end', async () => {
    const { clock, get } = await givenApi();
    const stream = await get(EVENTS_PATH, { Authorization: `Bearer ${TOKEN}` });

    await clock.advance(48 * HOUR_MS);

    expect([stream.complete, clock.due]).toEqual([false, []]);
  });
});

/** One connection to the API, and what came over it. */
class Line {
  readonly socket: Socket;
  said = '';
  readonly gone: Promise<unknown>;

  constructor(url: string) {
    this.socket = connect(Number(new URL(url).port), '127.0.0.1');
    this.socket.on('data', (data: Buffer) => (this.said += data.toString())).on('error', () => undefined);
    this.gone = once(this.socket, 'close');
  }
}

describe('Slow and many callers (interface §11)', () => {
  it('a body must come in 10 s from its head; nothing is asked before it is whole', async () => {
    const { clock, url } = await givenApi();
    const line = new Line(url);
    const head = `POST /v1/staff/sign-out HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${TOKEN}`;
    line.socket.write(`${head}\r\nContent-Length: 2\r\n\r\n{`);
    await until(() => clock.due.length > 0);

    await clock.advance(9999);
    const before = line.said;
    await clock.advance(1);
    await until(() => line.said !== '');
    await line.gone;

    expect(before).toBe('');
    expect(line.said).toMatch(/^HTTP\/1\.1 408 /);
    expect(clock.due).toEqual([]);
  });

  it('a body that came in time leaves no wait behind', async () => {
    const { clock, signOut } = await givenApi();

    const out = await signOut({ Authorization: `Bearer ${TOKEN}` });

    expect([out.statusCode, clock.due]).toEqual([200, []]);
  });

  it('beside 256 connections the next one is hung up on, and is served when one of them goes', async () => {
    const { url, get } = await givenApi();
    const lines = Array.from({ length: API_LIMITS.connections }, () => new Line(url));
    await Promise.all(lines.map(({ socket }) => once(socket, 'connect')));

    const next = new Line(url);
    await next.gone;
    lines.forEach(({ socket }) => socket.destroy());
    // The server hears of the end of a connection when its socket does.
    const served = await vi.waitUntil(
      () => get(EVENTS_PATH, { Authorization: `Bearer ${TOKEN}` }).catch(() => null),
      { timeout: 5000, interval: 5 },
    );

    expect([next.said, served.statusCode]).toEqual(['', 200]);
  });
});

describe('Event streams (interface §11)', () => {
  it('there are at most 32; one that ends makes room for the next', async () => {
    const { get } = await givenApi();
    const Authorization = `Bearer ${TOKEN}`;
    const paths = Array.from({ length: 32 }, (_, at) => (at % 2 === 0 ? EVENTS_PATH : CUSTOMER_EVENTS_PATH));
    const streams = await Promise.all(paths.map((path) => get(path, { Authorization })));

    const refused = await get(EVENTS_PATH, { Authorization });
    streams[0]?.destroy();
    let next = await get(EVENTS_PATH, { Authorization });
    // The till hears of the end of a connection when its socket does.
    while (next.statusCode === 429) next = await get(EVENTS_PATH, { Authorization });

    expect(streams.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 200));
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
    ]);
    expect(next.statusCode).toBe(200);
  });

  it('a change is made into text once, however many read it', async () => {
    const { get, asked, change } = await givenApi();
    const Authorization = `Bearer ${TOKEN}`;
    const streams = await Promise.all(Array.from({ length: 32 }, () => get(EVENTS_PATH, { Authorization })));
    const read = streams.map((stream) => once(stream, 'data'));
    const before = asked();

    change();
    await Promise.all(read);

    expect(asked() - before).toBe(1);
  });
});
