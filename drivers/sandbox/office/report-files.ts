import type { WireMoney } from '../requests.ts';

/** One transaction of a cycle, as the books have it. */
export interface Transaction {
  readonly type: 'PAYMENT' | 'REFUND';
  readonly requestId: string;
  readonly id: string;
  readonly originalId: string | null;
  readonly time: string;
  readonly amount: WireMoney;
  readonly settlement: WireMoney;
  readonly pspId: string;
  readonly merchantId: string;
  readonly storeId: string;
}

/** What goes wrong with reports. Source: reports dossier section 5.4. */
export const REPORT_FAULTS = [
  ...([
    'rep-missing-seq',
    'rep-late',
    'rep-empty',
    'rep-fee-twice',
    'rep-fee-missing',
    'rep-rate-off',
  ] as const),
  ...(['rep-extra-line', 'rep-renamed-columns', 'rep-signs-negative', 'rep-direction-column'] as const),
  ...([
    'rep-not-utf8',
    'rep-end-line',
    'rep-cycle-postponed',
    'rep-below-minimum',
    'rep-bank-short',
  ] as const),
  'rep-decimals',
] as const;
export type ReportFault = (typeof REPORT_FAULTS)[number];

/** A report as it lies on the server. */
export interface ReportText {
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What one set of reports is made of. Days are `2026-11-20`, at UTC+8. */
export interface ReportOrder {
  readonly participantId: string;
  readonly agreementId: string;
  readonly currency: string;
  readonly day: string;
  /** The day on which it is paid. */
  readonly paidOn: string;
  readonly transactions: readonly Transaction[];
  readonly fault?: ReportFault | undefined;
}

/** The fees that the sandbox takes, in hundredths of a percent. */
const INTERCHANGE = 80n;
const SERVICE = 20n;

/** The same contract, as a till's config says it. */
export const SANDBOX_FEES = [{ interchange: '0.80%', service: '0.20%' }] as const;

/** All reports of one cycle and of its payment, and what the bank books. Source: reports dossier sections 1 to 4. */
export function reportFiles(order: ReportOrder): {
  readonly files: readonly ReportText[];
  readonly bank: string;
} {
  const { participantId, agreementId, currency, day, paidOn, fault } = order;
  const batch = `${day.replaceAll('-', '')}01`;
  const settlementBatch = `${paidOn.replaceAll('-', '')}01`;
  const transactions = fault === 'rep-empty' ? [] : order.transactions;
  const fees = transactions.flatMap((each) => (each.type === 'PAYMENT' ? feesOf(each, fault) : []));
  const off = fault === 'rep-rate-off' ? 1n : 0n;
  const net = transactions.reduce(
    (sum, { type, settlement }) => sum + signed(type, settlement) + (type === 'PAYMENT' ? off : -off),
    0n,
  );
  const fee = fees.reduce((sum, { minor }) => sum + minor, 0n);
  const name = (kind: string, id: string, seq = '000'): string =>
    `${kind}_${participantId}_${currency}_${id}_${agreementId}_${seq}.csv`;
  const generated = nextDay(day).replaceAll('-', '');
  const clearing = `clearing/${participantId}/${generated}`;
  const texts: [string, string, string][] = [
    [
      clearing,
      name('transactionItems', batch, fault === 'rep-missing-seq' ? '001' : '000'),
      transactionText(transactions, net, currency, fault),
    ],
    [clearing, name('feeItems', batch), feeText(fees, fee, currency, fault)],
    [
      clearing,
      name('summary', batch),
      table([
        [
          'clearingBatchId',
          'totalCount',
          'transactionNetAmountValue',
          'feeAmountValue',
          'netAmountValue',
          'settlementCurrency',
          'direction',
        ],
        [batch, String(transactions.length), String(net), String(fee), ...directed(net - fee, currency)],
      ]),
    ],
  ];
  const isPaid = fault !== 'rep-cycle-postponed' && fault !== 'rep-below-minimum' && fault !== 'rep-late';
  if (isPaid)
    texts.push([
      `settlement/${participantId}/${paidOn.replaceAll('-', '')}`,
      name('settlement', settlementBatch),
      table([
        [
          'settlementBatchId',
          'settlementAmountValue',
          'settlementCurrency',
          'direction',
          'valueDate',
          'clearingBatchCount',
        ],
        [settlementBatch, ...directed(net - fee, currency), paidOn, '1'],
        ['clearingBatchId', 'netAmountValue', 'settlementCurrency', 'direction'],
        [batch, ...directed(net - fee, currency)],
      ]),
    ]);
  const short = fault === 'rep-bank-short' ? 7n : 0n;
  const bank = table([
    ['bookedOn', 'amountValue', 'currency', 'reference', 'chargesValue'],
    [paidOn, String(net - fee - short), currency, `ALIPAYPLUS ${settlementBatch}`, '0'],
  ]);
  const files = texts.map(([folder, file, text]) => ({
    folder,
    name: file,
    bytes: bytesOf(text, file, fault),
  }));
  return { files, bank };
}

interface Fee {
  readonly of: Transaction;
  readonly type: string;
  readonly minor: bigint;
}

function feesOf(of: Transaction, fault: ReportFault | undefined): Fee[] {
  const settled = BigInt(of.settlement.value);
  const share = (rate: bigint): bigint => (2n * settled * rate + 10_000n) / 20_000n;
  const both = [
    { of, type: 'INTERCHANGE_FEE', minor: share(INTERCHANGE) },
    { of, type: 'SERVICE_FEE', minor: share(SERVICE) },
  ];
  if (fault === 'rep-fee-missing') return both.slice(0, 1);
  return fault === 'rep-fee-twice' ? [...both, ...both.slice(1)] : both;
}

function transactionText(
  transactions: readonly Transaction[],
  net: bigint,
  currency: string,
  fault: ReportFault | undefined,
): string {
  const headers = [
    ...[
      'transactionType',
      'transactionRequestId',
      'transactionId',
      'originalTransactionId',
      'transactionTime',
    ],
    ...['transactionAmountValue', 'transactionCurrency', 'settlementAmountValue', 'settlementCurrency'],
    ...['counterParticipantId', 'referenceMerchantId', 'referenceStoreId'],
  ];
  const minus = (type: string): string => (fault === 'rep-signs-negative' && type === 'REFUND' ? '-' : '');
  const off = fault === 'rep-rate-off' ? 1n : 0n;
  const lines = transactions.map((each) => {
    const settled = BigInt(each.settlement.value) + off;
    const value = fault === 'rep-decimals' ? `${each.amount.value}.00` : each.amount.value;
    return [
      ...[each.type, each.requestId, each.id, each.originalId ?? '', each.time],
      ...[
        `${minus(each.type)}${value}`,
        each.amount.currency,
        `${minus(each.type)}${String(settled)}`,
        currency,
      ],
      ...[each.pspId, each.merchantId, each.storeId],
    ];
  });
  const extra =
    fault === 'rep-extra-line'
      ? [['DISPUTE', 'D-1', 'D-1', '', '2026-11-20T12:00:00+08:00', '1', 'MYR', '1', currency, '', '', '']]
      : [];
  return table([
    ['totalCount', 'netTotalAmount'],
    [String(lines.length + extra.length), String(net)],
    headers.map((header) =>
      fault === 'rep-renamed-columns' && header === 'transactionType' ? 'bizType' : header,
    ),
    ...lines,
    ...extra,
    ...(fault === 'rep-end-line' ? [['<END>']] : []),
  ]);
}

function feeText(
  fees: readonly Fee[],
  sum: bigint,
  currency: string,
  fault: ReportFault | undefined,
): string {
  const isDirected = fault === 'rep-direction-column';
  const sign = fault === 'rep-signs-negative' ? '-' : '';
  return table([
    ['totalCount', 'totalFeeAmountValue'],
    [String(fees.length), String(sum)],
    [
      ...[
        'transactionType',
        'transactionRequestId',
        'transactionId',
        'feeType',
        'feeAmountValue',
        'feeCurrency',
      ],
      ...['counterParticipantId', ...(isDirected ? ['direction'] : [])],
    ],
    ...fees.map(({ of, type, minor }) => [
      ...[
        'PAYMENT',
        of.requestId,
        of.id,
        type,
        `${minor === 0n ? '' : sign}${String(minor)}`,
        currency,
        of.pspId,
      ],
      ...(isDirected ? ['D'] : []),
    ]),
  ]);
}

/** An amount without a sign, its currency, and the way that it goes. */
function directed(minor: bigint, currency: string): [string, string, string] {
  return minor < 0n ? [String(-minor), currency, 'D'] : [String(minor), currency, 'C'];
}

function signed(type: Transaction['type'], { value }: WireMoney): bigint {
  return type === 'PAYMENT' ? BigInt(value) : -BigInt(value);
}

function table(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\n')}\n`;
}

function bytesOf(text: string, name: string, fault: ReportFault | undefined): Uint8Array {
  if (fault !== 'rep-not-utf8' || !name.startsWith('transactionItems')) return Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from(text, 'utf8'), Buffer.from([0xff, 0xfe, 0x0a])]);
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
