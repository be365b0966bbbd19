import { givenAgentFolder, givenAgentSandbox, order, saleOf, startAgent } from '../fakes/agent-process.ts';
import { rowOf, type Row } from './row.ts';

const KILLS = 10;

/** How long the counter waits after a power cut: the process is killed with a sale on the screen, and started again. */
export async function killStartRows(): Promise<Row[]> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url);
  const tookMs: number[] = [];
  let agent = await startAgent(folder);
  const sale = saleOf(await agent.call('POST', '/v1/sales', order('KILL-1')));
  for (let kill = 0; kill <= KILLS; kill += 1) {
    const startedAtMs = performance.now();
    await agent.kill();
    agent = await startAgent(folder);
    const events = agent.events();
    await events.until((view) => view.sale?.saleId === sale.saleId && view.sale.state === 'awaitingCode');
    // The first one brings the files into the system's memory.
    if (kill > 0) tookMs.push(performance.now() - startedAtMs);
    await events.close();
  }
  return [
    rowOf(
      {
        name: 'kill to the same screen',
        unit: 'ms',
        note: 'from the signal to the view that shows the sale which waits for a code, over a new process and a new event stream; no window',
      },
      tookMs,
    ),
  ];
}
