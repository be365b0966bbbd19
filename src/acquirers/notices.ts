import { invariant } from '../ground/result.ts';
import type { Log } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';
import type { OfficeKept, OfficeNotice } from './office.ts';
import type { NoticeContent } from './port.ts';

/** One HTTP call as it came. `uri` is path and query as received; names of headers in lower case. */
export interface ReceivedNotice {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export type NoticeMethod = 'GET' | 'POST';

/** What the till answers, as exact bytes. */
export interface NoticeReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Which payment a notice is of: by our id, or by what the acquirer's answers told of it before.
 *
 * `of`: the attempt that it claims to be of, which the fact must prove; a sale that is long over is found by it alone.
 */
export type PaymentNamed =
  | { readonly by: 'id'; readonly paymentRequestId: string }
  | {
      readonly by: 'fact';
      readonly name: string;
      readonly value: string;
      readonly of?: string | undefined;
    };

/** What an acquirer's notice came to. `reply` is made after what was told is kept. */
export type Heard =
  | {
      readonly kind: 'told';
      readonly payment: PaymentNamed;
      readonly content: NoticeContent;
      /** `isKnown`: the till has a payment of this name. */
      readonly reply: (isKnown: boolean) => NoticeReply;
    }
  | NotHeard;

/** What has no effect. */
export interface NotHeard {
  /** Not from this acquirer; or from it, and of no effect. */
  readonly kind: 'stranger' | 'refused';
  /** It names this till as this acquirer knows it. */
  readonly isAddressed: boolean;
  readonly why: string;
  readonly reply: () => NoticeReply;
}

/** What an acquirer told the office, of no payment: it is kept, and then acknowledged. */
export type OfficeHeard =
  | {
      readonly kind: 'office';
      readonly notice: OfficeNotice;
      readonly reply: (kept: OfficeKept) => NoticeReply;
    }
  | NotHeard;

/** Reads a notice of one acquirer; `acquirerNowMs` is the acquirer's time. */
export type Hear = (received: ReceivedNotice, acquirerNowMs: Ms) => Heard;
/** The same for what belongs to the office; null where it does not. */
export type HearOffice = (received: ReceivedNotice, acquirerNowMs: Ms) => OfficeHeard | null;

/** What listening to notices needs. `tell` has returned only when what was told is kept. */
export interface NoticesParts {
  readonly gateways: readonly {
    readonly name: string;
    readonly hear: Hear;
    readonly hearOffice?: HearOffice | undefined;
    readonly acquirerNowMs: () => Ms;
  }[];
  /** Answers whether the till has such a payment. */
  readonly tell: (gateway: string, payment: PaymentNamed, content: NoticeContent) => boolean;
  /** Keeps what belongs to no sale. */
  readonly tellOffice: (gateway: string, notice: OfficeNotice) => OfficeKept;
  readonly log: Log;
}

/** The gateway whose notices come to a path such as `/n/<name>`; null for any other path. Source: interface section 8. */
export function noticeGateway(pathname: string): string | null {
  return /^\/n\/([A-Za-z][A-Za-z0-9_-]{0,31})(?:\/|$)/.exec(pathname)?.[1] ?? null;
}

/**
 * Takes one notice: whose it is, what it says, the terminal told, the reply made.
 *
 * Why: it is acknowledged after it was told, so that a till that dies in between is told again.
 */
export function answerNotice(
  received: ReceivedNotice,
  { gateways, tell, tellOffice, log }: NoticesParts,
): NoticeReply {
  const only = noticeGateway(received.uri.split('?', 1)[0] ?? '');
  const asked = gateways.filter(({ name }) => only === null || name === only);
  const all = asked.map(({ name, hear, hearOffice, acquirerNowMs }) => ({
    name,
    heard: hearOffice?.(received, acquirerNowMs()) ?? hear(received, acquirerNowMs()),
  }));
  // What nobody's proof fits is refused by the one it names, or else by the first.
  const taken =
    all.find(({ heard }) => heard.kind !== 'stranger') ??
    all.find(({ heard }) => heard.kind === 'stranger' && heard.isAddressed) ??
    all[0];
  invariant(taken !== undefined, 'a config has at least one gateway');
  const { name: gateway, heard } = taken;
  if (heard.kind === 'told') {
    const { payment, content } = heard;
    const named = payment.by === 'id' ? { paymentRequestId: payment.paymentRequestId } : { by: payment.name };
    log.info('the acquirer told by itself', { gateway, ...named, told: content.kind });
    return heard.reply(tell(gateway, payment, content));
  }
  if (heard.kind === 'office') {
    const { notice } = heard;
    const kept = tellOffice(gateway, notice);
    log.info('the acquirer told the office', { gateway, about: notice.about, id: notice.id, kept });
    return heard.reply(kept);
  }
  log.warn('a notification was refused', { gateway, kind: heard.kind, why: heard.why });
  return heard.reply();
}
