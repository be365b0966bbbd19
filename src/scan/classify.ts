import type { CodeFamily } from '../ground/code-families.ts';
import type { Route } from '../config/config.ts';
import { hasCodeShape, NO_RULE, REFUSALS, type CodeBook, type CodeRule } from './code-rules.ts';
import { maskCode, maskWhole, type MaskedCode } from '../ground/payment-code.ts';

/** What a text was taken for and where it goes; the text itself is only in here masked. */
export interface Identified {
  readonly family: CodeFamily;
  /** A gateway's name, `refuse`, or `ask`: the cashier chooses. */
  readonly route: string;
  readonly ruleId: string;
  readonly rulesVersion: string;
  readonly masked: MaskedCode;
  /** For the cashier; there for every `refuse` and `ask`. */
  readonly say?: string;
  /** Whether `say` is the shop's own sentence, from its config. */
  readonly shopSays: boolean;
  /** The code issuer identifier, where the form has one. Who that is, only the acquirer knows. */
  readonly issuerHint?: string;
}

/** What codes are, and where they may go: the shop's routes first, then the gateway that takes a family by its kind. */
export interface Routing {
  readonly codes: CodeBook;
  readonly routes: readonly Route[];
  /** A family that is in none of them is refused. */
  readonly gatewayOfFamily: ReadonlyMap<CodeFamily, string>;
}

const ASK = 'More than one way of paying fits this code. Choose one.';

/**
 * Says what a scanned or typed text is and where it goes. Total: every text has an answer.
 *
 * The family is by form alone. The first route whose conditions all hold decides where it goes, else the built-in
 * routing. A route without a family speaks of digits: it never fits a text that has anything else in it.
 * Why: overlaps between schemes are decided by the shop's contracts, not by the code. What has no code's shape may be a
 * staff badge, so nothing of it is shown.
 * Source: dossier section 1.4; interface sections 2 and 5.
 */
export function identify(text: string, routing: Routing): Identified {
  const code = text.replace(/[ \t\r\n]/g, '');
  const rule = ruleFor(code, routing.codes);
  const { id: ruleId, family } = rule ?? NO_RULE;
  const { route, say, shopSays } = routeOf(code, family, routing);
  return {
    family,
    route,
    ruleId,
    rulesVersion: routing.codes.version,
    masked: rule === undefined && !hasCodeShape(code) ? maskWhole(code) : maskCode(code),
    shopSays,
    ...(say === undefined ? {} : { say }),
    ...(rule?.issuer === true ? { issuerHint: code.slice(0, 6) } : {}),
  };
}

/** The rule that a code fits, without blanks; undefined where it is none that is known. */
export function ruleFor(code: string, { rules }: CodeBook): CodeRule | undefined {
  return rules.find(({ pattern }) => pattern.test(code));
}

function routeOf(
  code: string,
  family: CodeFamily,
  routing: Routing,
): { readonly route: string; readonly say: string | undefined; readonly shopSays: boolean } {
  const chosen = routing.routes.find((route) => fits(route, code, family));
  const builtIn = routing.gatewayOfFamily.get(family) ?? 'refuse';
  const route = chosen?.to ?? builtIn;
  const shopSays = chosen?.say !== undefined;
  if (route === 'refuse') return { route, say: chosen?.say ?? REFUSALS[family], shopSays };
  if (route === 'ask') return { route, say: chosen?.say ?? ASK, shopSays };
  return { route, say: chosen?.say, shopSays };
}

function fits(route: Route, code: string, family: CodeFamily): boolean {
  if (route.family !== undefined && route.family !== family) return false;
  if (route.family === undefined && !/^[0-9]+$/.test(code)) return false;
  if (route.prefix !== undefined && !code.startsWith(route.prefix)) return false;
  return route.length === undefined || route.length === code.length;
}
