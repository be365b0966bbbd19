import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOwnCases } from '../../drivers/golive/own-cases.ts';
import { OWN_CASES_FILE, withOwnCases } from '../../src/golive/own-cases.ts';
import { PUBLISHED_CASES, publishedFor } from '../../src/golive/cases/published.ts';
import { isWhole, standingsOf } from '../../src/golive/standing.ts';
import type { Build, RunEntry } from '../../src/golive/run-lines.ts';
import { maskedBody, maskedText } from '../../src/golive/masking.ts';
import { AcceptanceDesk } from '../../electron/acceptance/desk.ts';
import { routingOf } from '../../src/acquirers/routing.ts';
import { TrialScan } from '../../src/till/technician/trial-scan.ts';
import { givenConfig } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { stageTrouble } from '../../electron/golive/stage-guard.ts';
import { readArguments } from '../../electron/golive/arguments.ts';
import { needsPerson, whyNotThere } from '../../src/golive/where.ts';
import type { ShopTrait } from '../../src/golive/case.ts';

/** Every case of the tables of the going-live dossier, section 2. */
const OF_THE_DOSSIER = [
  ...['AP-101', 'AP-102', 'AP-103', 'AP-104', 'AP-105', 'AP-106', 'AP-201', 'AP-202', 'AP-203', 'AP-204'],
  ...['AP-205', 'AP-206', 'AP-207', 'AP-208', 'AP-209', 'AP-210', 'AP-211', 'AP-212', 'AP-213', 'AP-214'],
  ...['AP-215', 'AP-216', 'AP-301', 'AP-302', 'AP-303', 'AP-304', 'AP-401', 'AP-501', 'AP-502', 'AP-503'],
  ...['AP-601', 'AP-701', 'AP-702', 'AU-01', 'AU-02', 'AU-03', 'AU-04', 'AU-05', 'AU-06', 'AU-07', 'AU-11'],
  ...[
    'AU-12',
    'AU-13',
    'AU-21',
    'AU-22',
    'AO-01',
    'AO-02',
    'AO-03',
    'AO-04',
    'AO-05',
    'AV-1',
    'AV-2',
    'AV-3',
  ],
  ...[
    'AV-4',
    'AV-5',
    'AV-6',
    'AC-01',
    'AC-02',
    'AC-03',
    'AC-04',
    'AC-05',
    'AC-06',
    'AC-11',
    'AC-12',
    'AC-13',
  ],
  ...['AC-14', 'AC-15', 'AC-16', 'AC-21', 'AC-22', 'AC-23', 'SP-01', 'SP-02', 'SP-03', 'SP-04', 'SP-05'],
  ...['SP-06', 'CT-01', 'CT-02', 'CT-03', 'CT-04', 'TP-01', 'TP-02', 'TP-03', 'BY-01', 'BY-02', 'BY-03'],
  ...['BY-04', 'BY-05', 'BY-06', 'BY-07', 'BY-08', 'BY-09'],
];

const BUILD: Build = {
  ...{
    version: '1',
    configHash: 'c',
    keysHash: 'k',
    gateway: 'alipayPlus',
    kind: 'alipay-plus',
    against: 'own',
  },
};
const NO_TRAITS: ReadonlySet<ShopTrait> = new Set();
const AT = '2026-03-02T10:31:00+08:00';
const begun = (build = BUILD): RunEntry => ({ kind: 'begun', at: AT, run: 'R', build, shortened: [] });
const ended = (id: string, passed: boolean): RunEntry[] => [
  { kind: 'caseBegun', at: AT, case: id, attempt: 1 },
  {
    ...{
      kind: 'caseEnded',
      at: AT,
      case: id,
      attempt: 1,
      passed,
      reasons: passed ? [] : ['a reason'],
      tookMs: 1,
    },
    ...{ record: 'evidence/r.json', recordHash: 'h' },
  },
];
const said = (id: string, verdict: 'passed' | 'failed' | 'notForThisShop'): RunEntry => ({
  ...{ kind: 'said', at: AT, case: id, verdict, who: 'AB', why: 'was there' },
});
const stateOf = (id: string, entries: readonly RunEntry[], build = BUILD) =>
  standingsOf(publishedFor('alipay-plus'), entries, build, NO_TRAITS).find(({ of }) => of.id === id);

describe('The cases (§2)', () => {
  it('are all of the dossier, each once', () => {
    const ids = PUBLISHED_CASES.map(({ id }) => id);

    expect([...ids].sort()).toEqual([...OF_THE_DOSSIER].sort());
  });

  it('each say what is done, what must be seen, and where that was found', () => {
    const bare = PUBLISHED_CASES.filter(
      ({ steps, seen, sources, ways, evidence }) =>
        steps === '' || seen === '' || sources.length === 0 || ways.length === 0 || evidence.length === 0,
    );

    expect(bare).toEqual([]);
  });

  it('that are shown by others name cases that are there', () => {
    const names = PUBLISHED_CASES.flatMap(({ shownBy = [] }) => shownBy);

    expect(names.filter((name) => !OF_THE_DOSSIER.includes(name))).toEqual([]);
  });
});

describe('Cases that a person writes (§0.1, §4.2)', () => {
  const OWN = [
    { id: 'AP-503', title: 'After UAT, their name', steps: 'Their steps.', seen: 'Their marks.' },
    {
      id: 'DC-7',
      title: 'A case of the portal',
      steps: 'Do it.',
      seen: 'See it.',
      phase: 'sandbox' as const,
    },
  ];
  const GOOD = JSON.stringify(OWN[0]);
  const all = withOwnCases(publishedFor('alipay-plus'), OWN, 'alipay-plus');
  const find = (id: string) => all.find((of) => of.id === id);

  it('the acquirer’s own words win over ours, and the source says who pasted them', () => {
    expect(find('AP-503')).toMatchObject({ ...OWN[0], sources: [{ sure: 'pasted' }, {}] });
    expect(find('AP-502')).toEqual(publishedFor('alipay-plus').find(({ id }) => id === 'AP-502'));
  });

  it('a new one is one more, open until a person says how it stands', () => {
    const standing = (entries: readonly RunEntry[]) =>
      standingsOf(all, entries, BUILD, NO_TRAITS).find(({ of }) => of.id === 'DC-7');

    expect(all).toHaveLength(publishedFor('alipay-plus').length + 1);
    expect(standing([begun()])).toMatchObject({ state: 'open', of: { phase: 'sandbox' } });
    expect(standing([begun(), said('DC-7', 'passed')])).toMatchObject({ state: 'passed', by: 'person' });
  });

  it.each([
    ['no list', '{}', 'line 1'],
    ['a comma too much', '[\n  {"id":"DC-7"},\n]', 'line 3'],
    ['a case without what must be seen', '[{"id":"DC-7","title":"a","steps":"b"}]', 'line 1: seen'],
    [
      'an id that no report could show',
      `[\n  ${GOOD},\n\n  {"id":"../x","title":"a","steps":"b","seen":"c"}\n]`,
      'line 4: id',
    ],
    ['a text where a case should be', `[\n  ${GOOD},\n  "[,{"\n]`, 'line 3'],
  ])('a file with %s is refused in words, with its line', (_title, text, line) => {
    const folder = mkdtempSync(join(tmpdir(), 'golive-own-'));
    writeFileSync(join(folder, OWN_CASES_FILE), text);

    const read = readOwnCases(folder);
    rmSync(folder, { recursive: true });

    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.error).toContain(OWN_CASES_FILE);
    expect(read.ok ? '' : read.error).toContain(line);
  });
});

describe('The page of the cases', () => {
  it('says which file of a person’s own cases cannot be read, and where', async () => {
    const path = mkdtempSync(join(tmpdir(), 'golive-page-'));
    const file = join(path, 'till.json');
    writeFileSync(file, '{}');
    const config = givenConfig({});
    const [gateway = ''] = Object.keys(config.gateways);
    const desk = new AcceptanceDesk({
      settings: { config, keys: new Map(), pathOf: (each) => each, training: false, marks: null, file },
      ...{ version: '0', program: { node: '', kit: '', flags: [] }, clock: new ManualClock() },
      ...{ trial: new TrialScan(new ManualClock(), routingOf(config), () => false), isSaleOpen: () => false },
    });
    const trouble = async () => {
      const read = await desk.handlers().readAcceptance({ params: {}, query: {}, body: null });
      return read.ok ? read.value.trouble : read.error;
    };
    const before = await trouble();

    const folder = join(path, 'golive', `${gateway}-sandbox`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, OWN_CASES_FILE), '[\n  {"id":"DC-7"}\n]');
    const after = await trouble();
    rmSync(path, { recursive: true });

    expect(before).toBeNull();
    expect(after).toContain(`${join(folder, OWN_CASES_FILE)}, line 2: title`);
  });
});

describe('Pictures that people bring (§4.5)', () => {
  it('stand with their case, however it stands', () => {
    const photo: RunEntry = { ...said('AP-102', 'passed'), photo: 'evidence/AP-102/photo-1.png' } as RunEntry;

    expect(stateOf('AP-102', [begun(), photo])).toMatchObject({
      state: 'passed',
      photos: ['evidence/AP-102/photo-1.png'],
    });
  });
});

describe('How a case stands (§4.2)', () => {
  it('a person’s yes never rescues what the kit saw fail; a person’s no fails what it saw pass', () => {
    expect(stateOf('AP-202', [begun(), ...ended('AP-202', false), said('AP-202', 'passed')])?.state).toBe(
      'failed',
    );
    expect(stateOf('AP-202', [begun(), ...ended('AP-202', true), said('AP-202', 'failed')])?.state).toBe(
      'failed',
    );
  });

  it('what another build has shown does not count', () => {
    const entries = [begun({ ...BUILD, configHash: 'other' }), ...ended('AP-202', true), begun()];

    expect(stateOf('AP-202', entries)).toMatchObject({ state: 'passed', ofAnotherBuild: true });
    expect(isWhole(standingsOf(publishedFor('alipay-plus'), entries, BUILD, NO_TRAITS))).toBe(false);
  });

  it('a case that was broken off is open again', () => {
    const [first] = ended('AP-202', true);
    const off: RunEntry = { kind: 'brokenOff', at: AT, case: 'AP-202', attempt: 1, why: 'power' };

    expect(stateOf('AP-202', [begun(), first!, off])?.state).toBe('open');
  });

  it('the run is whole when everything has passed, or is not for this shop', () => {
    const all = publishedFor('alipay-plus');
    const scripted = all.filter(({ script }) => script !== undefined).flatMap(({ id }) => ended(id, true));
    const rest = all
      .filter(
        ({ script, shownBy, needs }) => script === undefined && shownBy === undefined && needs === undefined,
      )
      .map(({ id }) => said(id, 'notForThisShop'));
    const whole = standingsOf(all, [begun(), ...scripted, ...rest], BUILD, NO_TRAITS);
    const open = standingsOf(all, [begun(), ...scripted, ...rest.slice(1)], BUILD, NO_TRAITS);

    expect([isWhole(whole), isWhole(open)]).toEqual([true, false]);
  });
});

describe('Masking (§4.5)', () => {
  it.each([
    ['a code, by its field', '{"paymentCode":"281234567890123456789012"}', '{"paymentCode":"281234…12"}'],
    ['a code that was used, wherever it stands', 'seen 281234567890123456789012.', 'seen 281234…12.'],
    ['a token', 'Authorization: Bearer abcdefghij123', 'Authorization: Bearer [masked]'],
    ['a password', '{"password":"secret"}', '{"password":"[masked]"}'],
    ['a person', '{"buyerId":"Anna","userPhoneNo":"+60123"}', '{"buyerId":"A…","userPhoneNo":"+…"}'],
    ['an address of mail', 'to anna@shop.example now', 'to a… now'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----', '[key]'],
  ])('%s', (_, text, expected) => {
    expect(maskedBody(text, [])).toEqual({ ok: true, value: expected });
  });

  it('the number of a card stops the run', () => {
    expect(maskedText('paid with 4111 1111 1111 1111', [])).toEqual({ ok: false, error: 'cardNumber' });
    expect(maskedText('payment 2026113000000000000000001', []).ok).toBe(true);
  });

  it('a secret of the run goes wherever it stands', () => {
    expect(maskedText('the PIN was 93847561', ['93847561'])).toEqual({
      ok: true,
      value: 'the PIN was [masked]',
    });
  });
});

describe('What is played where (§0.2, §4.1)', () => {
  const played = (against: 'own' | 'sandbox' | 'production') =>
    publishedFor('alipay-plus')
      .filter((of) => of.script !== undefined && whyNotThere(of, against) === null)
      .map(({ id }) => id);

  it('a live account sees what its acquirer wants there, and nothing that is bent, repeated, loaded or large', () => {
    expect(played('production')).toEqual(['AP-401', 'AP-501', 'AP-502']);
    for (const kind of ['antom-instore', 'antom-card', 'saferpay', 'computop', 'trust-payments'] as const)
      for (const of of publishedFor(kind))
        if (of.script !== undefined && whyNotThere(of, 'production') === null)
          expect(
            of.script.moves.filter((move) => ['bend', 'again', 'kill', 'many', 'fault'].includes(move.move)),
          ).toEqual([]);
  });

  it('what only the own sandbox can be made to do is not asked of the acquirer’s', () => {
    const left = played('own').filter((id) => !played('sandbox').includes(id));

    expect(left).toEqual(['AP-204', 'AP-206', 'AP-214', 'AP-215', 'AP-701', 'AP-702', 'BY-01']);
  });

  it('without a person nothing is scanned at the acquirer’s gateway', () => {
    const alone = publishedFor('alipay-plus').filter(
      (of) => played('sandbox').includes(of.id) && !needsPerson(of),
    );

    expect(alone.map(({ id }) => id)).toEqual(['AP-106', 'AP-201', 'AP-301', 'AP-303', 'AP-304']);
  });

  it.each([
    ['orderCode', 'AO-01', 'this till shows no order codes'],
    ['paymentCode', 'AU-01', 'no customer shows a code'],
  ] as const)('a case that needs %s does not concern a shop without', (trait, id, words) => {
    const all = publishedFor('antom-instore');
    const of = (traits: readonly ShopTrait[]) =>
      standingsOf(all, [], BUILD, new Set(traits)).find((standing) => standing.of.id === id);

    expect(of([])).toMatchObject({ state: 'notForThisShop', by: 'kit' });
    expect(of([])?.why).toContain(words);
    expect(of([trait])?.state).toBe('open');
  });
});

describe('Where a run may go (§4.1)', () => {
  const part = { kind: 'alipay-plus', baseUrl: 'https://gateway.example', clientId: 'REAL0001' };
  const given = (more: object) => ({ ...part, ...more }) as never;

  it.each([
    ['sandbox needs a test gateway', { stage: 'live' }, 'sandbox', 'needs "stage": "test"'],
    ['production needs a live one', { stage: 'test' }, 'production', 'needs "stage": "live"'],
    ['a SANDBOX_ id is not live', { stage: 'live', clientId: 'SANDBOX_1' }, 'production', 'SANDBOX_'],
    ['a test_ reference is not live', { stage: 'live', siteReference: 'test_1' }, 'production', 'test_'],
    [
      'a test host is not live',
      { stage: 'live', baseUrl: 'https://test.saferpay.example' },
      'production',
      'for tests',
    ],
    ['livestatus 0 is not live', { stage: 'live', live: false }, 'production', 'live is false'],
  ] as const)('%s', (_, more, against, words) => {
    expect(stageTrouble(given(more), against)).toContain(words);
  });

  it('saferpay’s links bear the host of its address, so nothing may lie between', () => {
    const saferpay = { kind: 'saferpay', stage: 'test', baseUrl: 'https://test.saferpay.example/api' };

    expect(stageTrouble(given(saferpay), 'sandbox')).toContain('nothing may lie between');
    expect(stageTrouble(given({ ...saferpay, baseUrl: 'http://127.0.0.1:1' }), 'sandbox')).toBeNull();
  });

  it('a test gateway and a live one may be run against, each by its own name', () => {
    expect(stageTrouble(given({ stage: 'test' }), 'sandbox')).toBeNull();
    expect(stageTrouble(given({ stage: 'live' }), 'production')).toBeNull();
  });

  it('a rehearsal asks nothing of the stage', () => {
    expect(stageTrouble(given({ stage: 'live' }), 'own')).toBeNull();
  });

  it('production is never unattended', () => {
    const read = readArguments(['--config', 'till.json', '--against', 'production', '--unattended']);

    expect(read).toEqual({ ok: false, error: expect.stringContaining('somebody must be there') as string });
  });
});
