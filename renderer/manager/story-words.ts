import type { ReplyOf } from '../../src/contract/contract.ts';
import { amountText } from '../parts/amount.tsx';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { sayOf } from '../strings/reasons.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { nameOf, useManagers } from './use-managers.ts';

type StoryLine = ReplyOf<'readStory'>[number];

/** How a line of a story is said in the window's language. */
export function useStoryWords(): (line: StoryLine) => string {
  const words = useWords();
  const desk = useDeskWords();
  const managers = useManagers();
  return (line) => {
    // The journal keeps the id of who approved; a person has a name.
    if (line.facts['approver'] === undefined && words.till === null) return line.say;
    const approver = nameOf(managers, line.facts['approver'] ?? '');
    return sentenceOf({ ...line, facts: { ...line.facts, approver } }, words, desk);
  };
}

/** A line of a story, made of its kind and facts; what only the till knows to say stays as it says it. */
function sentenceOf({ kind, facts, say }: StoryLine, words: Catalogue, { told, copies }: DeskWords): string {
  const { currency = '', value = '', copy = '', code = '', approver = '', reason = '', tender = '' } = facts;
  const amount = amountText({ currency, value }, words.language);
  const paper = copy in copies ? copies[copy as keyof typeof copies] : copies.refund;
  switch (kind) {
    case 'opened':
    case 'adopted':
    case 'charged':
    case 'refundUnanswered':
    case 'refunded':
      return told[kind](amount);
    case 'refundFailed':
      return `${told.refundFailed(amount)}${code === '' ? '' : ` (${code})`}`;
    case 'scanned':
      return told.scanned(code);
    case 'chosen':
      return told.chosen(tender);
    case 'cancelApproved':
    case 'accepted':
    case 'freed':
    case 'overridden':
      return told[kind](approver, reason);
    case 'backRefused':
      return `${told.backRefused}${code === '' ? '' : ` (${code})`}`;
    case 'refundApproved':
      return told.refundApproved(amount, approver, reason);
    case 'refused': {
      return code === '' ? told.refused : (sayOf({ reason: code, say }, words) ?? told.refused);
    }
    case 'printing':
    case 'printed':
    case 'notPrinted':
    case 'printUnknown':
      return told[kind](paper);
    default:
      return told[kind];
  }
}
