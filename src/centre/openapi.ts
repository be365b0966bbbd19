import { z } from 'zod';
import { refusalSchema } from './refusal.ts';
import {
  askAnswer,
  askCall,
  batchCall,
  CENTRE_PATHS,
  configAnswer,
  enrolAnswer,
  enrolCall,
  epochAnswer,
  epochCall,
  ingestAnswer,
  leaseAnswer,
  leaseCall,
  reserveAnswer,
  reserveCall,
  type CentreCall,
} from './wire.ts';

interface Described {
  readonly say: string;
  readonly body: z.ZodType | null;
  readonly answer: z.ZodType;
}

const CALLS: Readonly<Record<CentreCall, Described>> = {
  enrol: {
    say: 'Enrols a till by the code that the office showed once.',
    body: enrolCall,
    answer: enrolAnswer,
  },
  ask: {
    say: 'Where the till’s journal goes on; the till says which leave and which room it keeps.',
    body: askCall,
    answer: askAnswer,
  },
  ingest: { say: 'Takes rows of the till’s journal, all or none.', body: batchCall, answer: ingestAnswer },
  epoch: {
    say: 'Begins a new epoch of a till whose journal was put back.',
    body: epochCall,
    answer: epochAnswer,
  },
  lease: { say: 'Leave to charge an order.', body: leaseCall, answer: leaseAnswer },
  reserve: { say: 'Room for a refund, over all tills.', body: reserveCall, answer: reserveAnswer },
  config: { say: 'The config that the centre pushes, signed.', body: null, answer: configAnswer },
};

const REFUSED = { 'application/problem+json': { schema: z.toJSONSchema(refusalSchema) } };

function refused(description: string): object {
  return { description, content: REFUSED };
}

/** The centre's own API, described for programs; made from the schemas that check it. */
export function centreOpenApi(): string {
  const paths = Object.entries(CALLS).map(([name, { say, body, answer }]) => [
    CENTRE_PATHS[name as CentreCall],
    {
      post: {
        operationId: name,
        summary: say,
        ...(body === null
          ? {}
          : {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: z.toJSONSchema(body) } },
              },
            }),
        responses: {
          200: {
            description: 'the answer',
            content: { 'application/json': { schema: z.toJSONSchema(answer) } },
          },
          400: refused('what was sent does not fit'),
          401: refused('not signed by a till that is enrolled here'),
          429: refused('another batch of this till is under way; see Retry-After'),
          503: refused('the centre has too much to do, or its database is gone; see Retry-After'),
        },
      },
    },
  ]);
  return JSON.stringify({
    openapi: '3.1.0',
    info: {
      title: 'Paycode Till: the centre of a chain',
      version: '1',
      description:
        'Every call is signed by the till’s key (Ed25519): `Authorization: Till <SHA-256 of the public key> <signature>`, over `paycode-till centre 1`, method and path, and the SHA-256 of the body.',
    },
    paths: Object.fromEntries(paths) as object,
  });
}
