import type { CommandName } from '../../src/contract/routes.ts';
import type { OfficeOptions } from './arguments.ts';

/** One verb of a matter, as a command of the till. */
export interface OfficeOrder {
  readonly name: CommandName;
  /** The parameter of its address that the id fills; null where it takes no id. */
  readonly idAs: string | null;
  /** The command without an id; null where one is needed. */
  readonly withoutId?: CommandName;
  /** Whether a manager approves it. */
  readonly approved?: true;
  /** Whether it is an order that is the same when it is given twice under one key. */
  readonly keyed?: true;
  readonly query?: (options: OfficeOptions) => Readonly<Record<string, string | undefined>>;
  /** What the options say of the body; a call without a body has none. */
  readonly body?: (options: OfficeOptions) => Readonly<Record<string, unknown>> | null;
}

const empty = (): null => null;
const nothing = (): Record<string, never> => ({});

/** Every order that the shell gives, by matter and verb. Orders with files are in `files.ts`. */
export const ORDERS: Readonly<Record<string, Readonly<Record<string, OfficeOrder>>>> = {
  registration: {
    show: { name: 'readRegistration', idAs: 'registrationRequestId', withoutId: 'readStore' },
    request: { name: 'requestRegistration', idAs: null, approved: true, keyed: true, body: nothing },
    ask: { name: 'askRegistration', idAs: 'registrationRequestId', body: empty },
  },
  dispute: {
    list: {
      name: 'listDisputes',
      idAs: null,
      query: ({ open, payment }) => ({ open, paymentRequestId: payment }),
    },
    show: { name: 'readDispute', idAs: 'disputeRequestId' },
    enter: { name: 'enterDispute', idAs: null, approved: true, body: nothing },
    answer: {
      ...{ name: 'answerDispute', idAs: 'disputeRequestId', approved: true, keyed: true },
      body: ({ response, refund, amount, remarks, confirm }) => ({
        ...{ responseCode: response, refundType: refund, refundAmount: moneyOf(amount), remarks },
        confirm,
      }),
    },
    close: {
      ...{ name: 'closeDispute', idAs: 'disputeRequestId', approved: true },
      body: ({ outcome, reason }) => ({ outcome, reason }),
    },
  },
  declaration: {
    list: {
      name: 'listDeclarations',
      idAs: null,
      query: ({ payment }) => ({ paymentRequestId: payment }),
    },
    show: { name: 'readDeclaration', idAs: 'customsDeclarationRequestId' },
    declare: {
      ...{ name: 'declare', idAs: null, approved: true, keyed: true },
      body: ({ payment, amount, order }) => ({
        ...{ paymentRequestId: payment, declarationAmount: moneyOf(amount), referenceOrderId: order },
        ...(order === undefined ? {} : { isSplit: 'true' }),
      }),
    },
    ask: { name: 'askDeclaration', idAs: 'customsDeclarationRequestId', body: empty },
  },
};

/** `MYR:4550` as an amount; the till says what is wrong with another text. */
function moneyOf(text: string | undefined): { currency: string; value: string } | undefined {
  if (text === undefined) return undefined;
  const [currency = '', value = ''] = text.split(':');
  return { currency, value };
}
