/** Where each call of the office goes, below the host. Source: office dossier section 0.2. */
export const OFFICE_ENDPOINTS = {
  registration: '/aps/api/v1/merchants/registration',
  inquiryRegistrationStatus: '/aps/api/v1/merchants/inquiryRegistrationStatus',
  responseRetrieval: '/aps/api/v1/disputes/responseRetrieval',
  responseEscalation: '/aps/api/v1/disputes/responseEscalation',
  declare: '/aps/api/v1/customs/declare',
  inquireDeclarationRequests: '/aps/api/v1/customs/inquireDeclarationRequests',
} as const;
export type OfficeEndpoint = keyof typeof OFFICE_ENDPOINTS;

/** Whether a kept call is one that this acquirer has. */
export function isOfficeEndpoint(call: string): call is OfficeEndpoint {
  return Object.hasOwn(OFFICE_ENDPOINTS, call);
}
