import { viewSchema, type View } from '../../src/contract/contract.ts';

/**
 * The event stream of a till, view by view, each checked against the contract; it ends where either side hangs up.
 *
 * Errors: throws where it is no event stream, or holds something else.
 */
export async function* viewEvents(url: string, token: string, stop: AbortSignal): AsyncGenerator<View, void> {
  try {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal: stop });
    if (response.body === null || !response.ok) throw new Error(`no events: HTTP ${response.status}`);
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      // Other events stand in the stream too; each has a name of its own.
      for (const block of blocks) if (block.startsWith('event: view')) yield viewOf(block);
    }
  } catch (error) {
    // Hung up by this side, or the till is gone: that is the end of the stream.
    if (stop.aborted || (error instanceof TypeError && error.message === 'terminated')) return;
    throw error;
  }
}

function viewOf(block: string): View {
  const [event, data, ...more] = block.split('\n');
  if (event !== 'event: view' || !data?.startsWith('data: ') || more.length > 0)
    throw new Error(`not an event: ${block}`);
  return viewSchema.parse(JSON.parse(data.slice('data: '.length)));
}
