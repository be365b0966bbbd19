import type { OfficeParts } from '../../src/acquirers/kind.ts';

/** What an acquirer's office is told of a config that says nothing of it. */
export const GIVEN_OFFICE: OfficeParts = {
  paths: {
    retrieval: '/aps/api/v1/disputes/initiateRetrieval',
    escalation: '/aps/api/v1/disputes/initiateEscalation',
    registration: ['/aps/api/v1/merchants/notifyRegistrationStatus'],
  },
  escalationDays: 7,
  notifyUrl: undefined,
  words: {
    orderStatus: { paid: 'PAID', partiallyRefunded: 'PARTIALLY_REFUNDED', refunded: 'REFUNDED' },
    documents: 'list',
    buyerField: 'buyerCertificate',
  },
};
