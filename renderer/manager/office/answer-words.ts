/** What may be answered, by what is asked for; the main one last. */
export const ANSWERS = {
  papers: ['0003', '0002', '0001'],
  money: ['REFUSE_REFUND', 'ACCEPT_PARTIAL_REFUND', 'ACCEPT_REFUND'],
  chargeback: [],
} as const;

export type AnswerWord = (typeof ANSWERS)[keyof typeof ANSWERS][number];
