import { setUpOf } from '../set-up.ts';

/** What a shop is given when it is taken on, by the names of the acquirer's back office. */
export const TRUST_PAYMENTS_SET_UP = setUpOf('Trust Payments', [
  { path: 'siteReference', label: 'Site reference', form: { kind: 'text' } },
  { path: 'live', label: 'Live site', form: { kind: 'yesNo' }, usual: 'yes' },
  { path: 'user', label: 'Web services user', form: { kind: 'text' } },
  { path: 'password', label: 'Web services password', form: { kind: 'secret' } },
  {
    path: 'notificationPassword',
    label: 'Notification password',
    form: { kind: 'secret' },
    isOptional: true,
  },
  { path: 'billingCountry', label: 'Billing country', form: { kind: 'text' } },
]);
