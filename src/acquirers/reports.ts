import type { Config } from '../config/config.ts';
import type { SftpConfig } from '../config/reports-schema.ts';
import type { AcquirerTraits } from './kind.ts';
import { KINDS } from './kinds.ts';
import { readingOf, type ReportForm, type ReportReading } from './report-form.ts';
import type { SettlementForm } from './settlement-form.ts';

/** Where reports lie: a folder of this machine, or a server. */
export interface ReportPlace {
  readonly folder?: string | undefined;
  readonly sftp?: SftpConfig | undefined;
}

/** The folder of this machine that holds reports of every kind: the config's own, or the one of what was fetched. */
export function keptFolderOf({ folder, sftp }: ReportPlace): string | null {
  return folder ?? sftp?.keep ?? null;
}

/** Whose reports a till compares with its journal, and how they are read. */
export interface ReportSource {
  /** The gateway of the config whose reports they are. */
  readonly name: string;
  readonly kind: string;
  /** Whether they tell of a gateway; one that the config does not name any more counts to the first source. */
  readonly tellsOf: (gateway: string) => boolean;
  readonly reading: ReportReading;
  /** Of its other reports; null where it has none. */
  readonly settlement: SettlementForm | null;
  /** The shop's id at the acquirer, as the config says it. */
  readonly account: string | null;
  /** Null where the config does not say. */
  readonly place: ReportPlace | null;
}

/**
 * The reports of all gateways whose kind has some.
 *
 * Shape: the first is the one that `reports` of the config describes: of the first kind in the till's list that has a
 * gateway without a part of its own in `reports.gateways`. It stands for all gateways of its kind that have no such part.
 */
export function reportSourcesOf(
  { gateways, reports }: Pick<Config, 'gateways' | 'reports'>,
  kinds: readonly AcquirerTraits[] = KINDS,
): readonly ReportSource[] {
  const parts = reports?.gateways ?? {};
  const all = kinds.flatMap((traits) =>
    Object.entries(gateways).flatMap(([name, { kind }]) =>
      kind === traits.kind && traits.report !== null ? [{ name, traits, form: traits.report }] : [],
    ),
  );
  const first = all.find(({ name }) => parts[name] === undefined);
  const kindOf = (gateway: string): string | undefined => gateways[gateway]?.kind;
  const { transactionItems = {}, ...flat } = reports?.columns ?? {};
  const main = (of: (typeof all)[number]): ReportSource => ({
    ...sourceOf(of),
    tellsOf: (gateway) =>
      parts[gateway] === undefined && (kindOf(gateway) ?? of.traits.kind) === of.traits.kind,
    reading: readingOf(of.form, { ...flat, ...transactionItems }, reports?.amountUnit),
    account: reports?.participantId ?? null,
    place: reports ?? null,
  });
  const others = all
    .filter(({ name, traits }) => parts[name] !== undefined || traits.kind !== first?.traits.kind)
    .map((of): ReportSource => {
      const part = parts[of.name];
      return {
        ...sourceOf(of),
        tellsOf: (gateway) => gateway === of.name,
        reading: readingOf(of.form, part?.columns, part?.amountUnit),
        account: part?.account ?? null,
        place: part ?? null,
      };
    });
  return first === undefined ? others : [main(first), ...others];
}

function sourceOf({ name, traits }: { name: string; traits: AcquirerTraits; form: ReportForm }) {
  return { name, kind: traits.kind, settlement: traits.settlement ?? null };
}
