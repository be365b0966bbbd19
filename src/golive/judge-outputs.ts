import type { Expectation, PaperPart } from './case.ts';
import type { CaseRecord, SaleSeen } from './record.ts';

type Of<K extends Expectation['see']> = Extract<Expectation, { readonly see: K }>;

/** Why a paper does not hold what it must; null where it does. */
export function papersHold(
  expected: Of<'paper' | 'no-paper-of-payment'>,
  { papers, sales }: CaseRecord,
): string | null {
  const own = papers.filter(({ sale }) => sale === expected.sale);
  if (expected.see === 'no-paper-of-payment') {
    const bad = own.find(({ copy }) => copy === 'customer' || copy === 'merchant');
    return bad === undefined
      ? null
      : `A ${bad.copy} receipt was made for ${expected.sale}, which was not paid.`;
  }
  const sale = sales.find((seen) => seen.sale === expected.sale);
  const found = own.filter(({ copy }) => copy.startsWith(expected.copy));
  if (found.length === 0 || sale === undefined)
    return `There is no ${expected.copy} paper of ${expected.sale}.`;
  const missing = expected.holds.filter((part) => found.some(({ text }) => !holds(text, part, sale)));
  return missing.length === 0
    ? null
    : `The ${expected.copy} paper of ${expected.sale} lacks: ${missing.map((part) => PARTS[part]).join(', ')}.`;
}

const PARTS: Readonly<Record<PaperPart, string>> = {
  brand: 'the brand of the wallet',
  amount: 'the amount',
  refund: 'the word that it is a refund',
  paymentId: "the acquirer's id of the payment",
  test: 'the mark that it is a test',
};

function holds(text: string, part: PaperPart, sale: SaleSeen): boolean {
  switch (part) {
    case 'brand':
      return sale.brand !== null && plain(text).includes(plain(sale.brand));
    case 'amount':
      return plain(text).includes(plain(sale.amountWritten));
    case 'refund':
      return /refund/i.test(text);
    case 'test':
      return text.includes('TEST');
    case 'paymentId':
      return sale.paymentId !== null && plain(text).includes(plain(sale.paymentId));
  }
}

/** A text without what paper does to it: lines, blanks and commas. */
function plain(text: string): string {
  return text.replaceAll(/[\s,]/g, '').toLowerCase();
}

/** Why a window does not show what it must; null where it does. */
export function screenSays(
  expected: Of<'screen' | 'mark-on-screen' | 'page-says'>,
  { screens, sales }: CaseRecord,
): string | null {
  const seen = screens.filter(({ name }) => name === expected.name);
  if (expected.see === 'page-says') {
    const page = seen.find(({ window }) => window === 'phone');
    const sale = sales.find(({ sale: own }) => own === expected.sale);
    if (page === undefined || sale === undefined)
      return `The acquirer's page was not seen at "${expected.name}".`;
    return plain(page.text).includes(plain(sale.amountWritten))
      ? null
      : `The acquirer's page at "${expected.name}" does not show ${sale.amountWritten}.`;
  }
  if (seen.length === 0) return `The windows were not seen at "${expected.name}".`;
  if (expected.see === 'mark-on-screen')
    return seen.some(({ marks }) => marks.length > 0)
      ? null
      : `No mark of a wallet stood on a window at "${expected.name}".`;
  const own = seen.find(({ window }) => window === expected.window);
  if (own === undefined) return `The ${expected.window}'s window was not seen at "${expected.name}".`;
  return own.scene.split(' ').includes(expected.scene)
    ? null
    : `The ${expected.window}'s window at "${expected.name}" shows ${own.scene.trim()}, not ${expected.scene}.`;
}
