import { describe, expect, it } from 'vitest';
import { KINDS, parseConfig } from '../../src/acquirers/kinds.ts';
import { fieldId } from '../../src/set-up/acquirer-questions.ts';
import type { Answers } from '../../src/set-up/answers.ts';
import { answersOf, editedConfig, type RawConfig } from '../../src/set-up/from-config.ts';
import { nextQuestion, questionsOf } from '../../src/set-up/questions.ts';
import { agentConfig } from '../fakes/agent-folder.ts';

// The settings are changed by the questions of the set-up, with the answers of today (interface section 1, `setup`).

const FOUND = {
  ...{ timeZone: 'UTC', country: null, languages: [], printers: [], screens: [], keyFiles: [] },
};
const PEOPLE = ['Aisyah', 'Mei', 'Tan'].map((name, index) => ({
  ...{ id: ['boss', 'm2', 'm3'][index]!, name, pin: `scrypt$${name}`, badge: `scrypt$badge-${name}` },
}));
/** A config with much that no question asks for. */
const CONFIG: RawConfig = {
  ...agentConfig('https://gateway.example'),
  gateways: {
    second: { kind: 'saferpay', baseUrl: 'https://other.example', user: 'u', password: { file: 'keys/pw' } },
    wallets: {
      ...{ kind: 'alipay-plus', baseUrl: 'https://gateway.example', clientId: 'C-1', keyVersion: 3 },
      ...{
        privateKey: { file: 'keys/till.pem' },
        publicKeys: { 1: { file: 'a.pem' }, 2: { file: 'b.pem' } },
      },
      timing: { windowMs: 1234 },
    },
  },
  tenders: [{ id: 'qr', gateway: 'second', say: { en: 'By phone' }, mode: 'landing' }],
  routes: [{ family: 'WECHAT', to: 'refuse', say: 'No' }],
  printers: [
    {
      kind: 'tcp',
      host: '10.0.0.7',
      port: 9101,
      profile: 'generic-80mm',
      copies: ['customer'],
      name: 'counter',
    },
    { kind: 'file', path: 'paper.bin', profile: 'generic-58mm' },
  ],
  scanners: [{ kind: 'serial', path: '/dev/ttyACM0', baudRate: 115200 }],
  managers: PEOPLE,
  notify: { host: '127.0.0.1', port: 8443 },
};
const TODAY = answersOf(KINDS, CONFIG);
const edited = (change: Answers): RawConfig => editedConfig(KINDS, CONFIG, { ...TODAY, ...change });

describe('The settings are changed by the questions of the set-up', () => {
  it('whose answers are all there: nothing is asked for that the config says', () => {
    expect(nextQuestion(questionsOf(KINDS, FOUND, TODAY), TODAY)).toBeNull();
  });

  it('which change nothing, however much they do not ask for, where no answer is another one', () => {
    expect(edited({})).toEqual(CONFIG);
  });

  it.each<readonly [string, Answers, (config: RawConfig) => unknown, unknown]>([
    [
      'a name',
      { shopName: 'Teh' },
      ({ merchant }) => JSON.stringify(merchant),
      expect.stringContaining('"Teh"'),
    ],
    [
      'an address of an acquirer, by the name that the config gives it',
      { [fieldId('alipay-plus', 'baseUrl')]: 'https://new.example' },
      ({ gateways }) => (gateways as Record<string, unknown>)['wallets'],
      { ...(CONFIG['gateways'] as Record<string, object>)['wallets'], baseUrl: 'https://new.example' },
    ],
    [
      'the paper of the first printer, which keeps its copies and its name',
      { paper: 'generic-58mm' },
      ({ printers }) => printers,
      [
        { ...(CONFIG['printers'] as object[])[0], profile: 'generic-58mm' },
        (CONFIG['printers'] as object[])[1],
      ],
    ],
    [
      'another kind of printer, which keeps nothing of the one before',
      { printer: 'usb:/dev/usb/lp0' },
      ({ printers }) => printers,
      [{ kind: 'usb', path: '/dev/usb/lp0', profile: 'generic-80mm' }, (CONFIG['printers'] as object[])[1]],
    ],
    [
      'a PIN, beside the same id and badge',
      { 'managers/2/pin': 'scrypt$new' },
      ({ managers }) => managers,
      [PEOPLE[0], { ...PEOPLE[1], pin: 'scrypt$new' }, PEOPLE[2]],
    ],
    [
      'somebody who left: nobody gets the badge of another',
      { 'managers/2': '', 'managers/2/pin': '' },
      ({ managers }) => managers,
      [PEOPLE[0], PEOPLE[2]],
    ],
    [
      'somebody new, under an id of their own',
      { 'managers/4': 'Siti', 'managers/4/pin': 'scrypt$siti' },
      ({ managers }) => managers,
      [...PEOPLE, { id: 'm4', name: 'Siti', pin: 'scrypt$siti' }],
    ],
    [
      'an acquirer that goes, with its tender',
      { acquirers: ['alipay-plus'] },
      ({ gateways, tenders }) => [Object.keys(gateways as object), tenders],
      [['wallets'], []],
    ],
    [
      'an acquirer that comes, with its tender beside the one that was there',
      { acquirers: ['alipay-plus', 'saferpay', 'computop'] },
      ({ tenders }) => tenders,
      [
        { id: 'qr', gateway: 'second', say: { en: 'By phone' }, mode: 'landing' },
        { id: 'computop', gateway: 'computop', say: { en: 'Computop' } },
      ],
    ],
  ])('change only what was answered anew: %s', (_, change, read, wanted) => {
    const config = edited(change);

    expect(read(config)).toEqual(wanted);
    expect(config['routes']).toEqual(CONFIG['routes']);
    expect(config['notify']).toEqual(CONFIG['notify']);
  });

  it('make a config that the till takes', () => {
    const config = parseConfig(JSON.stringify(agentConfig('https://gateway.example')));
    const raw = agentConfig('https://gateway.example');
    const after = editedConfig(KINDS, raw, { ...answersOf(KINDS, raw), shopName: 'Teh Tarik' });

    expect(config.ok).toBe(true);
    expect(parseConfig(JSON.stringify(after)).ok).toBe(true);
    expect(parseConfig(JSON.stringify(editedConfig(KINDS, raw, answersOf(KINDS, raw))))).toEqual(config);
  });
});
