import type { InputOf, ReplyOf, View } from '../../src/contract/contract.ts';
import type { CommandName } from '../../src/contract/routes.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';

/** Why the till did not do what it was asked; `detail` is the sentence to show, null where no answer came at all. */
export interface Refusal {
  readonly slug: string;
  readonly detail: string | null;
  /** Which of several reasons that one slug has. */
  readonly why?: string | undefined;
  /** When it may be asked again. */
  readonly retryAfterSeconds?: number | undefined;
  /** How much could be refunded, where more was asked for. */
  readonly refundable?: WireAmount | undefined;
  /** The day that was closed a moment ago, and when. */
  readonly number?: number | undefined;
  readonly closedAt?: string | undefined;
}

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** What a command is asked with. */
export type Asked<N extends CommandName> = Pick<InputOf<N>, 'params' | 'body' | 'idempotencyKey'> & {
  readonly query?: Readonly<Record<string, string>>;
};

/**
 * How the page and the till are joined.
 *
 * `locked` the till answers, but knows this page no more, because it was started again · `again` the till ended and is
 * being started by its kiosk · `config`, `journal` it cannot start, for that reason.
 */
export type Link = 'connecting' | 'open' | 'lost' | 'locked' | 'again' | 'config' | 'journal';

/** What watches the till: `view` is the cashier's or the customer's, by the page. */
export interface Watcher<V> {
  view(view: V): void;
  link(link: Link): void;
  /** Each key of the config for which the till cannot start; heard before the link of it. */
  refused?(faults: readonly RefusedKey[]): void;
}

/** A key of the config that is refused, and what it must be. */
export interface RefusedKey {
  readonly path: string;
  readonly why: string;
}

/** A way to the till: over the kiosk's preload, or over HTTP in a browser. */
export interface TillPort {
  ask<N extends CommandName>(name: N, input: Asked<N>): Promise<Answer<ReplyOf<N>>>;
  /** Follows the view for as long as it is wanted; returns how to stop. */
  watch(watcher: Watcher<View>): () => void;
}

/** A refusal as it travels, read without trust in its form. */
export function readRefusal(content: unknown): Refusal {
  // The till made it; whatever else it is, the slug then is none that the page knows.
  const problem = (typeof content === 'object' && content !== null ? content : {}) as Partial<Refusal> & {
    readonly type?: string;
  };
  // Over HTTP the slug is the end of the problem's type, over the kiosk's preload it stands by itself.
  const slug = problem.slug ?? problem.type?.split(':').at(-1) ?? 'no-answer';
  const { detail = null, why, retryAfterSeconds, refundable, number, closedAt } = problem;
  return { slug, detail, why, retryAfterSeconds, refundable, number, closedAt };
}

/** No answer came: what became of the command is not known, and the view will say it. */
export const NO_ANSWER: Refusal = { slug: 'no-answer', detail: null };
