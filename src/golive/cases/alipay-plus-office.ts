import type { Script } from '../case.ts';

/** A store that is registered: one wallet refuses, the data are mended and sent again. Source: office dossier, section 2. */
export const REGISTERED: Script = {
  moves: [
    { move: 'register', number: '202401012345' },
    { move: 'until-matter', about: 'store', state: 'waiting' },
    { move: 'wallet', psp: 'ALIPAY_CN', status: 'APPROVED' },
    { move: 'wallet', psp: 'TNG', status: 'REJECTED' },
    { move: 'wallet', psp: 'KAKAOPAY', status: 'APPROVED' },
    { move: 'until-matter', about: 'store', state: 'completed' },
    { move: 'register', number: '202401012346' },
    { move: 'until-matter', about: 'store', state: 'waiting' },
    { move: 'ask-store' },
    { move: 'wallet', psp: 'ALIPAY_CN', status: 'APPROVED' },
    { move: 'wallet', psp: 'TNG', status: 'APPROVED' },
    { move: 'wallet', psp: 'KAKAOPAY', status: 'APPROVED' },
    { move: 'until-matter', about: 'store', state: 'completed' },
  ],
  expect: [
    { see: 'matter', about: 'store', state: 'waiting' },
    { see: 'matter', about: 'store', state: 'completed', fact: 'TNG REJECTED' },
    { see: 'matter', about: 'store', state: 'completed', fact: 'TNG APPROVED' },
    { see: 'calls', api: 'registration', least: 2, most: 2 },
    { see: 'calls', api: 'inquiryRegistrationStatus', least: 1 },
    { see: 'acknowledged', times: 2 },
    { see: 'all-verified' },
  ],
};

/** Papers are asked for and handed over; then money is asked back, and a part is accepted. Source: office dossier, section 3. */
export const DISPUTED: Script = {
  moves: [
    { move: 'sell', sale: 'A' },
    { move: 'scan', sale: 'A', code: 'fresh' },
    { move: 'until', sale: 'A', state: 'paid' },
    { move: 'dispute', sale: 'A', kind: 'retrieval' },
    { move: 'until-matter', about: 'dispute', state: 'arrived' },
    { move: 'answer', with: { responseCode: '0001', papers: ['receipt', 'story'] } },
    { move: 'until-matter', about: 'dispute', state: 'answered' },
    { move: 'answer', with: { responseCode: '0001', papers: ['receipt'] } },
    { move: 'sell', sale: 'B' },
    { move: 'scan', sale: 'B', code: 'fresh' },
    { move: 'until', sale: 'B', state: 'paid' },
    { move: 'dispute', sale: 'B', kind: 'escalation' },
    { move: 'until-matter', about: 'dispute', state: 'arrived' },
    { move: 'answer', with: { refundType: 'ACCEPT_PARTIAL_REFUND', confirm: true }, minor: 400 },
    { move: 'until-matter', about: 'dispute', state: 'answered' },
  ],
  expect: [
    { see: 'matter', about: 'dispute', state: 'arrived', fact: 'daysLeft 20' },
    { see: 'matter', about: 'dispute', state: 'answered', fact: 'answer 0001' },
    { see: 'matter', about: 'dispute', state: 'answered', fact: 'answer ACCEPT_PARTIAL_REFUND' },
    { see: 'refused', move: 'answer', slug: 'dispute-answered' },
    { see: 'calls', api: 'responseRetrieval', least: 1, most: 1 },
    { see: 'calls', api: 'responseEscalation', least: 1, most: 1 },
    { see: 'acknowledged', times: 2 },
    { see: 'calls', api: 'refund', most: 0 },
    { see: 'net', order: 'B', minor: 1200 },
  ],
};
