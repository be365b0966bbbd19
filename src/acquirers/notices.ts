import { invariant } from '../ground/result.ts';
import type { Log } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';
import type { NoticeContent } from './port.ts';

/** One HTTP call as it came. `uri` is path and query as received; names of headers in lower case. */
export interface ReceivedNotice {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** What the till answers, as exact bytes; always with HTTP status 200. */
export interface NoticeReply {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What an acquirer's notice came to. `reply` is made after what was told is kept. */
export type Heard =
  | {
      readonly kind: 'told';
      readonly paymentRequestId: string;
      readonly content: NoticeContent;
      readonly reply: () => NoticeReply;
    }
  | {
      /** Not from this acquirer; or from it, and of no effect. */
      readonly kind: 'stranger' | 'refused';
      /** It names this till as this acquirer knows it. */
      readonly isAddressed: boolean;
      readonly why: string;
      readonly reply: () => NoticeReply;
    };

/** Reads a notice of one acquirer; `acquirerNowMs` is the acquirer's time. */
export type Hear = (received: ReceivedNotice, acquirerNowMs: Ms) => Heard;

/** What listening to notices needs. `tell` has returned only when what was told is kept. */
export interface NoticesParts {
  readonly gateways: readonly {
    readonly name: string;
    readonly hear: Hear;
    readonly acquirerNowMs: () => Ms;
  }[];
  readonly tell: (gateway: string, paymentRequestId: string, content: NoticeContent) => void;
  readonly log: Log;
}

/**
 * Takes one notice: whose it is, what it says, the terminal told, the reply made.
 *
 * Why: it is acknowledged after it was told, so that a till that dies in between is told again.
 */
export function answerNotice(received: ReceivedNotice, { gateways, tell, log }: NoticesParts): NoticeReply {
  const all = gateways.map(({ name, hear, acquirerNowMs }) => ({
    name,
    heard: hear(received, acquirerNowMs()),
  }));
  // What nobody's proof fits is refused by the one it names, or else by the first.
  const taken =
    all.find(({ heard }) => heard.kind !== 'stranger') ??
    all.find(({ heard }) => heard.kind === 'stranger' && heard.isAddressed) ??
    all[0];
  invariant(taken !== undefined, 'a config has at least one gateway');
  const { name: gateway, heard } = taken;
  if (heard.kind === 'told') {
    const { paymentRequestId, content } = heard;
    log.info('the acquirer told by itself', { gateway, paymentRequestId, told: content.kind });
    tell(gateway, paymentRequestId, content);
  } else log.warn('a notification was refused', { gateway, kind: heard.kind, why: heard.why });
  return heard.reply();
}
