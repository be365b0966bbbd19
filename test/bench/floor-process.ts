import { createSign, generateKeyPairSync } from 'node:crypto';
import { Agent, request } from 'node:http';
import Database from 'better-sqlite3';
import { SerialPort } from 'serialport';

// What no till can do without between a scan and its pay, and nothing else: a process of its own, by `scan-floor.ts`.
// Arguments: the serial line, the journal's file, the gateway's address, the bytes of a pay's body.

const PAY_PATH = '/aps/api/v1/payments/pay';
const SUFFIX = 0x0d;

const [line = '', file = '', gateway = '', bodyBytes = '0'] = process.argv.slice(2);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const body = 'x'.repeat(Number(bodyBytes));
const agent = new Agent({ keepAlive: true });

const journal = new Database(file);
journal.pragma('journal_mode = WAL');
journal.pragma('synchronous = FULL');
journal.exec('create table row (bytes text)');
const keep = journal.prepare('insert into row values (?)');

const port = new SerialPort({ path: line, baudRate: 9600 }, () => process.stdout.write('ready\n'));
port.on('data', (bytes: Buffer) => {
  if (bytes.at(-1) === SUFFIX) pay();
});

function pay(): void {
  keep.run(body);
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey, 'base64');
  const call = request(`${gateway}${PAY_PATH}`, {
    method: 'POST',
    agent,
    headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, Signature: signature },
  });
  // Whatever is answered, the next scan follows.
  call.on('response', (answer) => answer.resume()).on('error', () => undefined);
  call.end(body);
}
