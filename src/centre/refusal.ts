import { z } from 'zod';
import { problemType } from '../contract/problems.ts';

/** What the centre answers a program instead of doing what it was asked. */
const REFUSALS = {
  'invalid-request': { status: 400, title: 'The call does not fit its schema' },
  unauthorized: { status: 401, title: 'The call is not signed as it should be' },
  'unknown-till': { status: 401, title: 'This till is not enrolled here' },
  'not-found': { status: 404, title: 'There is nothing under this address' },
  'method-not-allowed': { status: 405, title: 'This address is called in another way' },
  'body-too-large': { status: 413, title: 'The body is larger than a batch may be' },
  busy: { status: 503, title: 'The centre has too much to do' },
} as const;

/** The shape of a refusal, that of the till's own API. Source: RFC 9457; interface section 3. */
export const refusalSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

/** A refusal with its status; `status` where it is not the slug's usual one. */
export function refusal(
  slug: keyof typeof REFUSALS,
  detail: string,
  status: number = REFUSALS[slug].status,
): { readonly status: number; readonly body: z.infer<typeof refusalSchema> } {
  const { title } = REFUSALS[slug];
  return { status, body: { type: problemType(slug), title, status, detail } };
}
