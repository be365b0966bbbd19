import type { Expectation } from './case.ts';
import type { CaseRecord } from './record.ts';

type Of<K extends Expectation['see']> = Extract<Expectation, { readonly see: K }>;

/** Why the office did not do what a case asks for; null where it did. */
export function faultOfOffice(
  expected: Of<'matter' | 'acknowledged'>,
  { matters, acknowledged }: CaseRecord,
): string | null {
  if (expected.see === 'acknowledged')
    return acknowledged >= expected.times
      ? null
      : `${acknowledged} notices were acknowledged, with a right answer, of ${expected.times}.`;
  const { about, state, fact } = expected;
  const own = matters.filter((seen) => seen.about === about);
  const found = own.some((seen) => seen.state === state && (fact === undefined || seen.facts.includes(fact)));
  if (found) return null;
  const way = own.map((seen) => seen.state).join(' → ') || 'never seen';
  return `No ${WORDS[about]} was ${state}${fact === undefined ? '' : ` with ${fact}`}: ${way}.`;
}

const WORDS = { store: 'registration of the store', dispute: 'dispute', chargeback: 'chargeback' } as const;

/** Why the run itself is not as a case asks for; null where it is. */
export function faultOfRun(
  expected: Of<'languages' | 'nothing-secret' | 'log-columns' | 'live-config' | 'reconciled'>,
  record: CaseRecord,
): string | null {
  switch (expected.see) {
    case 'languages': {
      const { account, screens } = record;
      const odd = screens.find(({ language }) => !account.languages.includes(language));
      if (screens.length === 0) return 'No window was seen.';
      return odd === undefined
        ? null
        : `The ${odd.window}'s window speaks ${odd.language || 'no language'}, the shop ${account.languages.join(', ')}.`;
    }
    case 'nothing-secret': {
      const { files, found } = record.searched;
      if (files === 0) return 'Nothing was searched.';
      return found.length === 0 ? null : `A secret of the run stands in ${found.join(', ')}.`;
    }
    case 'log-columns': {
      const own = record.exchanges.filter(({ by }) => by === 'till');
      const bare = own.find(
        ({ paymentRequestId, resultCode }) => paymentRequestId === null || resultCode === null,
      );
      if (own.length === 0) return 'No message was seen.';
      return bare === undefined ? null : `${bare.api} names no payment, or has no result.`;
    }
    case 'reconciled': {
      const { reconciled } = record;
      if (reconciled === undefined) return 'No report was compared.';
      const { code, transactions, said } = reconciled;
      if (transactions < expected.least)
        return `The report has ${transactions} transactions, and ${expected.least} were made.`;
      return code === 0 ? null : `The report and the books differ: ${said}`;
    }
    case 'live-config': {
      const { stage, notLive } = record.account;
      if (stage !== 'live') return `The config says "stage": "${stage}".`;
      return notLive === null ? null : `The config calls this account live, and ${notLive}.`;
    }
  }
}
