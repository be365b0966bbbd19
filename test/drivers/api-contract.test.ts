import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/contract/contract.ts';
import { PROBLEMS, type ProblemSlug } from '../../src/contract/problems.ts';
import { CUSTOMER_EVENTS_PATH, EVENTS_PATH, ROLES, type Role } from '../../src/contract/routes.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly 'x-role': Role;
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Readonly<Record<string, { description: string; content?: Record<string, object> }>>;
}
interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: object };
  readonly security: readonly object[];
}

let agent: AgentProcess;
let description: OpenApi;

beforeAll(async () => {
  ({ agent } = await givenAgent());
  description = (await agent.call('GET', '/v1/openapi.json')).json as OpenApi;
});
afterAll(endAgents);

/** Problems that every call may meet. Source: interface section 3. */
const ALWAYS: readonly ProblemSlug[] = [
  'invalid-request',
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'token-not-for-this',
  'body-too-large',
];

/** Every object in a value, with the value itself. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

describe('openapi.json (interface §3)', () => {
  it('is OpenAPI 3.1, with the token as its security', () => {
    expect(description).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Paycode Till' },
      security: [{ token: [] }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    });
  });

  it.each(Object.entries(COMMANDS))('describes %s, its body and each of its problems', (name, command) => {
    const operation = description.paths[command.path]?.[command.method.toLowerCase()];

    expect(operation).toMatchObject({ operationId: name, summary: command.say, 'x-role': command.role });
    expect(operation?.requestBody !== undefined).toBe(command.body !== null);
    expect(Object.keys(operation?.responses ?? {})).toContain(String(command.reply.status));
    for (const slug of [...ALWAYS, ...command.problems]) {
      const answer = operation?.responses[PROBLEMS[slug].status];
      expect(answer?.description).toContain(`\`${slug}\``);
      expect(Object.keys(answer?.content ?? {})).toStrictEqual(['application/problem+json']);
    }
  });

  it('says the role of every call, and what each role is', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
    const roles = new Set(operations.map((operation) => operation['x-role']));

    expect([...roles].sort()).toEqual([...ROLES].sort());
    for (const role of roles) expect(description.info.description).toContain(`\`${role}\``);
  });

  it('says which reasons a refusal may have, for a program that chooses its own words', () => {
    const refused = description.paths['/v1/sales/{saleId}/retry']?.['post']?.responses['409'];

    expect(refused?.description).toContain('(`why`: `declined`, `notFailed`)');
  });

  it('describes nothing but the commands and the event streams', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);

    expect(ids.sort()).toStrictEqual([...Object.keys(COMMANDS), 'events', 'customerEvents'].sort());
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([EVENTS_PATH, CUSTOMER_EVENTS_PATH]),
    );
  });

  it('declares each piece of a path, required, and no other', () => {
    for (const [path, operations] of Object.entries(description.paths)) {
      const pieces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(operations)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path');
        expect(declared.map(({ name }) => name)).toStrictEqual(pieces);
        expect(declared.every(({ required }) => required)).toBe(true);
      }
    }
  });

  it('has no $ref that leads nowhere', () => {
    const refs = objectsIn(description).flatMap((object) =>
      '$ref' in object ? [String(object['$ref'])] : [],
    );
    const lost = refs.filter((ref) => {
      const keys = ref.replace(/^#\//, '').split('/');
      const found = keys.reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        description,
      );
      return !ref.startsWith('#/') || found === undefined;
    });

    expect(lost).toStrictEqual([]);
  });

  it('says for every answer what it looks like', () => {
    for (const operations of Object.values(description.paths)) {
      for (const { responses } of Object.values(operations)) {
        for (const { content } of Object.values(responses)) {
          const contents = Object.values(content ?? {});
          expect(contents.length).toBeGreaterThan(0);
          expect(contents.every((one) => 'schema' in one)).toBe(true);
        }
      }
    }
  });
});

describe('Event stream (interface §3)', () => {
  it('gives the whole view at once, and again at each change, to every reader', async () => {
    const [one, other] = [agent.events(), agent.events()];

    const before = await one.until(() => true);
    await other.until(() => true);
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('EVT-1')));
    const opened = await Promise.all([one, other].map((events) => events.until(({ sale }) => sale !== null)));
    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const cancelled = await one.until(({ sale }) => sale?.state === 'cancelled');

    expect(before).toMatchObject({
      sale: null,
      recent: [],
      notice: null,
      queue: 0,
      health: { status: 'ok' },
    });
    expect(opened.map(({ sale }) => [sale?.saleId, sale?.state])).toStrictEqual([
      [saleId, 'awaitingCode'],
      [saleId, 'awaitingCode'],
    ]);
    expect(cancelled.recent.map((sale) => sale.saleId)).toStrictEqual([saleId]);
    await Promise.all([one.close(), other.close()]);
  });

  it('says nothing after a refused call', async () => {
    const events = agent.events();
    await events.until(() => true);

    await agent.call('POST', '/v1/sales', { referenceOrderId: 'EVT-2' });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('EVT-3')));
    const next = await events.until(() => true);

    expect(next.sale?.saleId).toBe(saleId);
    await events.close();
  });
});
