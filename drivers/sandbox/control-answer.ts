import type { z } from 'zod';

/** The answer to a control call: HTTP status and what goes out as JSON. */
export interface ControlAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Reads the body of a control call and acts by it; an empty one is an empty object. Errors: 400 in words. */
export async function read<T>(
  schema: z.ZodType<T>,
  body: string,
  act: (value: T) => ControlAnswer | Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  let value: unknown;
  try {
    value = JSON.parse(body === '' ? '{}' : body);
  } catch {
    return refused(400, 'the body is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return act(parsed.data);
  const issue = parsed.error.issues[0];
  return refused(400, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}

/** It was done. */
export function done(json: unknown): ControlAnswer {
  return { status: 200, json };
}

/** It was not done, and why. */
export function refused(status: number, why: string): ControlAnswer {
  return { status, json: { error: why } };
}
