import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';
import { rowOf, type Row } from './row.ts';

const STARTS = 10;
/** What the agent loads that is not JavaScript. */
const NATIVE_MODULES = `
  const Database = require('better-sqlite3');
  require('serialport');
  require('node-hid');
  new Database(':memory:').exec('create table row (bytes text)');
`;

/** How long a shop waits for its till, beside what Node alone takes: always in pairs, so that both met the same load. */
export async function agentStartRows(): Promise<Row[]> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url);
  // The first pair makes token and journal, and brings the files into the system's memory.
  await pairOf(folder);
  const pairs: { readonly agentMs: number; readonly bareMs: number }[] = [];
  while (pairs.length < STARTS) pairs.push(await pairOf(folder));
  return [
    rowOf(
      {
        name: 'agent: process start to the ready line',
        unit: 'ms',
        note: 'no devices, an almost empty journal, files in memory, compiled code kept from the start before; of 10 runs p99 is the longest',
      },
      pairs.map(({ agentMs }) => agentMs),
    ),
    rowOf(
      {
        name: 'bare node with the native modules: process start to end',
        unit: 'ms',
        note: 'the same Node, in turn with the agent: it loads better-sqlite3, serialport and node-hid, opens a database in memory, and ends',
      },
      pairs.map(({ bareMs }) => bareMs),
    ),
    rowOf(
      {
        name: 'agent start over bare node with the same native modules',
        unit: '×',
        note: 'each start of the agent over the bare one beside it',
        goal: { percentile: 'p50', atMost: 3 },
      },
      pairs.map(({ agentMs, bareMs }) => agentMs / bareMs),
    ),
  ];
}

async function pairOf(folder: AgentFolder): Promise<{ agentMs: number; bareMs: number }> {
  const bareMs = await bareStartMs();
  const startedAtMs = performance.now();
  const agent = await startAgent(folder);
  const agentMs = performance.now() - startedAtMs;
  await agent.stop();
  return { agentMs, bareMs };
}

async function bareStartMs(): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, ['-e', NATIVE_MODULES], { stdio: 'ignore' });
  await once(child, 'exit');
  return performance.now() - startedAtMs;
}
