import { openPrinter } from '../../drivers/printer/open.ts';
import { PROBE_EVERY_MS } from '../../drivers/printer/print-queue.ts';
import { FENCE } from '../../src/receipt/printer-status.ts';
import { FakePrinter } from '../fakes/fake-printer.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { printerSuite, type PrinterRig } from './printer.suite.ts';
import { TcpSink } from './tcp-sink.ts';

printerSuite('the fake', () => {
  const printer = new FakePrinter();
  const rig: PrinterRig = {
    printer,
    paper: () => Buffer.concat(printer.paper),
    turnOff: () => {
      printer.turnOff();
      return Promise.resolve();
    },
    turnOn: () => {
      printer.turnOn();
      return Promise.resolve();
    },
    nextProbe: () => Promise.resolve(),
    breakNextJob: () => printer.answers({ kind: 'unknown', why: 'it broke off' }),
    end: () => Promise.resolve(),
  };
  return Promise.resolve(rig);
});

printerSuite('on the network', async () => {
  const clock = new ManualClock();
  const sink = new TcpSink({ closesByItself: true });
  await sink.turnOn();
  const printer = openPrinter(
    { kind: 'tcp', host: '127.0.0.1', port: sink.port, profile: 'generic-80mm', copies: ['customer'] },
    clock,
  );
  return {
    printer,
    // Behind each job stands the question whether it is done.
    paper: () => Buffer.concat(sink.jobs.map((job) => job.subarray(0, job.length - FENCE.length))),
    turnOff: () => sink.turnOff(),
    turnOn: () => sink.turnOn(),
    nextProbe: async () => {
      await clock.armed(PROBE_EVERY_MS);
      await clock.advance(PROBE_EVERY_MS);
    },
    breakNextJob: () => {
      sink.onNextJob = (socket) => socket.resetAndDestroy();
    },
    end: () => sink.turnOff(),
  };
});
