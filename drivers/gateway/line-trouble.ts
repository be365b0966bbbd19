import type { HealthReason } from '../../src/ground/health-reasons.ts';

/** What keeps the till from its gateway, as far as an error's code proves it. */
export interface LineTrouble {
  readonly reason: HealthReason;
  /** As a clause, with what to do. */
  readonly say: string;
}

const CLOCK: LineTrouble = {
  reason: 'clockWrong',
  say: "the machine's clock is wrong: by it the gateway's certificate is not valid yet; set the clock",
};
const EXPIRED: LineTrouble = {
  reason: 'certificateExpired',
  say: "by the machine's clock the gateway's certificate has expired; look at the clock first, and where it is right tell the acquirer",
};
const HOST: LineTrouble = {
  reason: 'otherHost',
  say: 'the certificate is for another host name; baseUrl is wrong, or something in between, such as a login page of the network, answers in place of the gateway',
};
const FILTER: LineTrouble = {
  reason: 'filterBetween',
  say: 'the certificate is of nobody whom the till trusts: a filter in between, such as a virus scanner, answers in place of the gateway; let the till pass it, or name its authority in certificateAuthorities',
};
const NO_TLS: LineTrouble = {
  reason: 'filterBetween',
  say: 'no secure connection came about: baseUrl is no https address, or a filter in between answers in place of the gateway',
};

/** By the codes of OpenSSL and Node. Source: node:tls, X509 certificate error codes; OpenSSL, X509_verify_cert_error_string. */
const TROUBLES: Readonly<Record<string, LineTrouble>> = {
  CERT_NOT_YET_VALID: CLOCK,
  CRL_NOT_YET_VALID: CLOCK,
  CERT_HAS_EXPIRED: EXPIRED,
  CRL_HAS_EXPIRED: EXPIRED,
  ERR_TLS_CERT_ALTNAME_INVALID: HOST,
  HOSTNAME_MISMATCH: HOST,
  DEPTH_ZERO_SELF_SIGNED_CERT: FILTER,
  SELF_SIGNED_CERT_IN_CHAIN: FILTER,
  UNABLE_TO_GET_ISSUER_CERT: FILTER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: FILTER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: FILTER,
  CERT_UNTRUSTED: FILTER,
  INVALID_CA: FILTER,
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
};

/** The trouble that an error's code names; null where it is none of the certificate. */
export function troubleOf(code: string): LineTrouble | null {
  return Object.hasOwn(TROUBLES, code) ? (TROUBLES[code] ?? null) : null;
}
