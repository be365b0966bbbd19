import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { brandsOf } from '../../src/acquirers/brands.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import { PRINTER_PROFILES } from '../../src/config/printer-schema.ts';
import { Papers } from '../../src/receipt/papers.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pngOf } from '../../src/receipt/picture.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { configShown } from '../../src/till/technician/config-shown.ts';
import { LOG_LINES_MAX, LogTail } from '../../src/till/technician/log-tail.ts';
import { PaymentCode } from '../../src/ground/payment-code.ts';
import { INK } from '../fakes/given-receipt.ts';
import { agentConfig } from '../fakes/agent-folder.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { codesIn } from '../fakes/paper-eye.ts';
import { QUIET } from '../fakes/quiet-log.ts';

function givenConfig(patch: object = {}) {
  const config = parseConfig(JSON.stringify({ ...agentConfig('https://gateway.example'), ...patch }));
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
}

describe("The technician's page › the test page", () => {
  it.each(PRINTER_PROFILES)(
    'comes out whole on %s, with bars and a QR code that can be read',
    async (profile) => {
      const config = givenConfig({ printers: [{ kind: 'file', path: 'x', profile }] });
      const papers = new Papers({
        config,
        training: false,
        brands: brandsOf(config),
        ...INK,
        marks: new Map(),
        deflate: (b) => deflateSync(b),
        log: QUIET,
      });

      const bytes = papers.testPage(config.printers[0]!, '2026-11-27T10:00:00+08:00');
      const paper = bytes.ok ? drawPaper(bytes.value, PROFILES[profile], INK.font) : bytes;
      const codes = paper.ok ? await codesIn(pngOf(paper.value.dots, (dots) => deflateSync(dots))) : paper;

      expect(codes).toEqual(
        expect.arrayContaining([
          { format: 'Code128', text: '90123456789012345678901234' },
          { format: 'QRCode', text: expect.stringContaining('THE QR CODE IS WELL PRINTED') as unknown },
        ]),
      );
    },
  );
});

describe("The technician's page › the config as read", () => {
  it('has defaults filled in, and no PIN', () => {
    const base = agentConfig('https://gateway.example/a') as { gateways: object };

    const shown = configShown(
      givenConfig({ ...base, managers: [{ id: 'm1', name: 'Aisyah', pin: 'scrypt$secret' }] }),
    );

    expect(shown).toContain('"payTimeoutMs"');
    expect(shown).toContain('https://gateway.example/a');
    expect(shown).not.toMatch(/scrypt/);
  });
});

describe("The technician's page › the end of the log", () => {
  it('is bounded, newest first, goes on to the log itself, and has codes masked by their type', () => {
    const said: string[] = [];
    const tail = new LogTail(
      { info: (message) => void said.push(message), warn: (message) => void said.push(message) },
      new ManualClock(),
    );

    for (let i = 0; i <= LOG_LINES_MAX; i += 1) tail.info(`line ${i}`);
    tail.warn('x'.repeat(10_000), { code: new PaymentCode('281001021234567890123456') });

    const lines = tail.lines();
    expect(lines).toHaveLength(LOG_LINES_MAX);
    expect(said).toHaveLength(LOG_LINES_MAX + 2);
    expect(lines[0]).toMatchObject({ level: 'warn', facts: '{"code":"281001****************56"}' });
    expect(lines[0]?.message.length).toBeLessThan(1000);
    expect(lines[1]).toMatchObject({ message: `line ${LOG_LINES_MAX}` });
  });
});
