import { PHASES, type CaseSource, type Phase, type Sureness } from './case.ts';
import type { CaseRecord, Exchange } from './record.ts';
import { REPORT_STYLE } from './report-style.ts';
import { countsOf, timingsOf, type Report, type ReportedCase } from './report.ts';
import type { CaseState } from './standing.ts';

const STATES: Readonly<Record<CaseState, string>> = {
  passed: 'passed',
  failed: 'failed',
  open: 'open',
  running: 'running',
  waiting: 'waiting',
  skipped: 'skipped',
  notForThisShop: 'not for this shop',
};

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  before: '1 · Before',
  sandbox: '2 · Sandbox',
  outputs: '3 · Outputs',
  launch: '4 · Launch',
  pilot: '5 · Pilot',
  after: '6 · The first day after',
};

const SURENESS: Readonly<Record<Sureness, string>> = {
  read: "read in the acquirer's own page",
  sibling: 'read there, for a product beside it',
  claimed: 'claimed by a third party that repeats the list',
  named: 'named only, its steps could not be read',
  ours: 'chosen by us',
  pasted: "pasted by a person from the acquirer's own page",
};

/** The report as one file: `pictureOf` gives a file of evidence as a data address; null where it cannot. */
export function reportHtml(report: Report, pictureOf: (file: string) => string | null): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Acceptance ${text(report.build.gateway)} ${text(report.run)}</title><style>${REPORT_STYLE}</style></head>
<body><main>
${cover(report)}
${matrix(report)}
${report.cases
  .toSorted(byId)
  .map((one) => caseSection(one, pictureOf))
  .join('\n')}
${timing(report)}
${outputs(report)}
${books(report)}
${annex(report)}
</main></body></html>
`;
}

function cover(report: Report): string {
  const { build, merchant, store, terminal, account, stage, run, at, shortened, lacks, cases } = report;
  const rows: readonly (readonly [string, string])[] = [
    ['Merchant', merchant],
    ['Store · terminal', `${store} · ${terminal}`],
    ['Acquirer', `${build.gateway} (${build.kind}), account ${account}`],
    [
      'Against',
      build.against === 'own'
        ? "the till's own sandbox: a dress rehearsal"
        : `${build.against}, stage ${stage}`,
    ],
    ['Run', `${run}, ${at}`],
    ['Till', `Paycode Till ${build.version}`],
    ['Played', played(cases)],
    ['Signatures', signatures(cases)],
    ['Config · keys', `SHA-256 ${build.configHash.slice(0, 16)}… · ${build.keysHash.slice(0, 16)}…`],
  ];
  const counts = [...countsOf(cases)].map(
    ([state, count]) => `<li class="${state}"><b>${count}</b> ${STATES[state]}</li>`,
  );
  const honest = [
    ...(build.against === 'own'
      ? [
          'Wallet, payer and notices are played by the kit, and so is the acquirer: nothing here was seen by the acquirer itself.',
        ]
      : []),
    ...(shortened.length === 0 ? [] : [`Shortened: ${shortened.join('; ')}.`]),
    ...lacks,
    'What is marked "bent" was done to the line by the kit. What a person said is marked as said.',
    'A hash is no signature: whoever needs one signs the files.',
  ];
  return `<header><p class="product">Paycode Till</p><h1>Acceptance cases</h1>
<dl class="facts">${rows.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>
<ul class="counts">${counts.join('')}</ul>
<ul class="honest">${honest.map((line) => `<li>${text(line)}</li>`).join('')}</ul></header>`;
}

function matrix({ cases }: Report): string {
  const parts = PHASES.map((phase) => {
    const own = cases.filter(({ standing }) => standing.of.phase === phase).toSorted(byId);
    if (own.length === 0) return '';
    const rows = own.map(({ standing: { of, state, why, by } }) => {
      const said = by === 'person' ? ' <small>said by a person</small>' : '';
      return `<tr><td><a href="#${of.id}">${of.id}</a></td><td>${text(of.title)}</td><td class="state ${state}">${STATES[state]}${said}</td><td>${text(state === 'passed' ? '' : why)}</td></tr>`;
    });
    return `<h3>${PHASE_WORDS[phase]}</h3><table class="matrix"><thead><tr><th>Case</th><th>Name</th><th>State</th><th>Why</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  });
  return `<section><h2>All cases</h2>${parts.join('')}</section>`;
}

function caseSection({ standing, record }: ReportedCase, pictureOf: (file: string) => string | null): string {
  const { of, state, why, attempt, tookMs, photos } = standing;
  const took = tookMs === null ? '' : ` · try ${attempt} · ${(tookMs / 1000).toFixed(1)} s`;
  return `<section class="case" id="${of.id}"><h2><span>${of.id}</span> ${text(of.title)}</h2>
<p class="verdict ${state}"><b>${STATES[state]}</b>${took}${why === '' ? '' : ` — ${text(why)}`}</p>
<dl class="facts"><dt>Done</dt><dd>${text(of.steps)}</dd><dt>To be seen</dt><dd>${text(of.seen)}</dd><dt>Source</dt><dd>${of.sources.map(sourceWords).join('; ')}</dd></dl>
${photos.length === 0 ? '' : `<div class="pictures">${photos.map((file) => figure(file, 'brought by a person', pictureOf, 'screen')).join('')}</div>`}
${record === null ? '' : seenOf(record, pictureOf)}</section>`;
}

function sourceWords({ at, sure }: CaseSource): string {
  return at === null ? SURENESS[sure] : `${SURENESS[sure]} [${at}]`;
}

function seenOf(record: CaseRecord, pictureOf: (file: string) => string | null): string {
  const states = record.sales.map(({ sale, referenceOrderId, paymentRequestIds }) => {
    const way = record.states
      .filter((seen) => seen.sale === sale)
      .map(
        ({ state, reason, atMs }) =>
          `<li>${seconds(atMs)} <b>${state}</b>${reason === null ? '' : ` ${text(reason)}`}</li>`,
      );
    return `<div><h4>Sale ${text(sale)}</h4><p class="ids">${text(referenceOrderId)} · ${paymentRequestIds.map(text).join(' · ')}</p><ol class="way">${way.join('')}</ol></div>`;
  });
  const refusals = record.refusals.map(
    ({ move, slug, detail }) => `<li>${text(move)} was refused: <b>${text(slug)}</b> ${text(detail)}</li>`,
  );
  const screens = record.screens.map(({ name, window, file }) =>
    figure(file, `${window}: ${name}`, pictureOf, window === 'phone' ? 'paper' : 'screen'),
  );
  const papers = record.papers.map(({ copy, sale, file }) =>
    figure(file, `${paperName(copy)}, sale ${sale}`, pictureOf, 'paper'),
  );
  const matters = record.matters.map(
    ({ atMs, about, id, state, facts }) =>
      `<li>${seconds(atMs)} ${about} <span class="ids">${text(id)}</span> <b>${text(state)}</b> ${text(facts.join(', '))}</li>`,
  );
  return `<div class="sales">${states.join('')}</div>
${matters.length === 0 ? '' : `<ol class="way">${matters.join('')}</ol>`}
${refusals.length === 0 ? '' : `<ul class="refusals">${refusals.join('')}</ul>`}
${screens.length + papers.length === 0 ? '' : `<div class="pictures">${[...screens, ...papers].join('')}</div>`}
${record.reconciled === undefined ? '' : `<pre class="said">${text(record.reconciled.said)}</pre>`}
${record.exchanges.length === 0 ? '' : exchangesOf(record.exchanges)}`;
}

function figure(
  file: string,
  caption: string,
  pictureOf: (file: string) => string | null,
  kind: 'screen' | 'paper',
): string {
  const address = pictureOf(file);
  return address === null
    ? ''
    : `<figure class="${kind}"><img src="${address}" alt="${text(caption)}"><figcaption>${text(caption)}</figcaption></figure>`;
}

/** More messages than this are not printed: they stand in the JSON. */
const PRINTED_MAX = 40;

function exchangesOf(exchanges: readonly Exchange[]): string {
  const rows = exchanges.slice(0, PRINTED_MAX).map((call) => {
    const took = call.answeredMs === null ? 'no answer' : `${call.answeredMs - call.sentMs} ms`;
    const bend = call.bend === null ? '' : ` <small class="bent">bent: ${call.bend}</small>`;
    return `<tr><td>${seconds(call.sentMs)}</td><td>${call.by}</td><td>${text(call.api)}${bend}</td><td>${text(call.resultCode ?? '–')}</td><td>${took}</td><td>${call.ours} / ${call.theirs}</td></tr>`;
  });
  const more =
    exchanges.length > PRINTED_MAX
      ? `<p>${exchanges.length - PRINTED_MAX} more stand in report.json.</p>`
      : '';
  return `<table class="wire"><thead><tr><th>At</th><th>By</th><th>Call</th><th>Result</th><th>Took</th><th>Signature ours / theirs</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}`;
}

function timing({ cases }: Report): string {
  const rows = timingsOf(cases).map(
    ({ caseId, sale, firstInquiryMs, gapsMs, inquiries, cancelMs }) =>
      `<tr><td>${caseId} ${text(sale)}</td><td>${ms(firstInquiryMs)}</td><td>${range(gapsMs)}</td><td>${inquiries}</td><td>${ms(cancelMs)}</td></tr>`,
  );
  if (rows.length === 0) return '';
  const [waits] = cases.flatMap(({ record }) => (record === null ? [] : [record.waits]));
  const config =
    waits === undefined
      ? ''
      : `<p>By the config a payment is asked about every ${waits.inquiryEveryMs} ms for ${waits.windowMs} ms, and pay may take ${waits.payTimeoutMs} ms. What the acquirer publishes stands under <i>To be seen</i> of each case.</p>`;
  return `<section><h2>Times, from the first byte of pay</h2>${config}<table><thead><tr><th>Sale</th><th>First inquiry</th><th>From inquiry to inquiry</th><th>Inquiries</th><th>Cancel</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

/** The marks, and every paper that was made. */
function outputs({ cases }: Report): string {
  const records = cases.flatMap(({ record }) => (record === null ? [] : [record]));
  const trouble = records[0]?.marksTrouble ?? [];
  const marks = new Set(records.flatMap(({ screens }) => screens.flatMap((screen) => screen.marks)));
  const papers = records.flatMap(({ caseId, papers: own }) =>
    own.map(
      ({ copy, sale }) => `<a href="#${caseId}">${caseId}</a> ${text(paperName(copy))}, sale ${text(sale)}`,
    ),
  );
  const says =
    trouble.length > 0
      ? `The shop's folder of marks: ${text(trouble.join(' '))}`
      : `The shop's folder of marks meets the checklist, or the shop has none yet.`;
  return `<section><h2>Outputs</h2><p>Marks seen on the windows: <b>${text([...marks].join(', ') || 'none')}</b>. ${says}</p>
<p>Papers: ${papers.length === 0 ? 'none' : papers.join(' · ')}</p></section>`;
}

function books({ cases, build }: Report): string {
  const rows = cases.flatMap(({ record }) =>
    (record?.books ?? []).map(
      ({ paymentRequestId, chargedMinor, netMinor, debits }) =>
        `<tr><td>${record?.caseId}</td><td class="ids">${text(paymentRequestId)}</td><td>${chargedMinor}</td><td>${netMinor}</td><td>${debits}</td></tr>`,
    ),
  );
  const left = cases.reduce((sum, { record }) => sum + (record?.leftMinor ?? 0), 0);
  const by =
    build.against === 'own'
      ? "By the sandbox's own books."
      : "By an inquiry of every id where the acquirer can be asked, else by the till's own account.";
  return `<section><h2>Books of the acquirer</h2><p>${by} What a case leaves is given back before the next one: <b>${left === 0 ? 'Nothing stays charged.' : `${left} minor units stay charged.`}</b></p><table><thead><tr><th>Case</th><th>Payment</th><th>Charged, minor units</th><th>Left at the end of the case</th><th>Debits</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function annex({ head }: Report): string {
  return `<section><h2>Annex</h2><p>The signatures, and the texts that were signed, stand in the record of each case; the public keys in <code>evidence/keys</code>. Another program verifies them: <code>openssl dgst -sha256 -verify &lt;key&gt; -signature &lt;signature&gt; &lt;text&gt;</code>. A message with a payment code keeps neither, since either would let the code be tried out.</p><p>The SHA-256 of every file stands in <code>manifest.json</code>. The run's lines hang together by their hashes; the last one is</p><p class="ids">${head}</p></section>`;
}

/** `refund-<id>` is a refund's slip. */
function paperName(copy: string): string {
  return copy.startsWith('refund') ? 'refund slip' : `${copy} copy`;
}

function byId(a: ReportedCase, b: ReportedCase): number {
  return a.standing.of.id < b.standing.of.id ? -1 : 1;
}

function played(cases: readonly ReportedCase[]): string {
  const own = cases.filter(({ standing }) => standing.tookMs !== null && standing.of.script !== undefined);
  const tookMs = own.reduce((sum, { standing }) => sum + (standing.tookMs ?? 0), 0);
  return own.length === 0 ? 'no case by itself' : `${own.length} cases in ${Math.round(tookMs / 1000)} s`;
}

/** How many signatures were looked at, both ways, and what came out. */
function signatures(cases: readonly ReportedCase[]): string {
  const all = cases.flatMap(({ record }) =>
    (record?.exchanges ?? []).flatMap(({ ours, theirs, proofs }) => [
      ...(proofs.ours === null ? [] : [ours]),
      ...(proofs.theirs === null ? [] : [theirs]),
    ]),
  );
  if (all.length === 0) return 'this acquirer has none, or nothing was played';
  const wrong = all.filter((verdict) => verdict === 'wrong').length;
  return `${all.length - wrong} verified, ${wrong} wrong (each of them spoilt by the kit, or it stands in the case)`;
}

function seconds(atMs: number): string {
  return `${(atMs / 1000).toFixed(2)} s`;
}

function ms(value: number | null): string {
  return value === null ? '–' : `${value} ms`;
}

function range(values: readonly number[]): string {
  return values.length === 0 ? '–' : `${Math.min(...values)} to ${Math.max(...values)} ms`;
}

/** A text that means nothing to HTML. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
