import { z } from 'zod';

const line = z.enum(['serial', 'hid', 'keyboard']);
const baudRate = z.int();
const signs = z.string().describe('by their names, such as `CR (Enter)`');
const where = z.string().describe('the numbers of a USB device, and its path');
const why = z.string().describe('in English, as the system tells it');

/** One kind of thing that the set-up says; `say` is its sentence in English. */
function saying<Kind extends string, Values extends z.ZodRawShape>(kind: Kind, values: Values) {
  return z.object({ kind: z.literal(kind), say: z.string(), ...values });
}

/** All that the set-up of a scanner may say: a kind with its values, so that the page says it in its own language. */
export const setupSayingSchema = z.discriminatedUnion('kind', [
  saying('noDevice', {}),
  saying('notListed', { line: z.enum(['serial', 'hid']), why }),
  saying('device', { line, where }),
  saying('noListen', { where, fault: z.enum(['missing', 'forbidden', 'busy', 'failed']), why }),
  saying('nothingRead', {}),
  saying('nextRate', { baudRate }),
  saying('differentDevices', {}),
  saying('unlikeEnds', {}),
  saying('noText', { baudRate }),
  saying('hidUnreadable', {}),
  saying('keyboardNoEnd', {}),
  saying('serial', { baudRate }),
  saying('hid', {}),
  saying('keyboard', { keyMs: z.int().describe('from one key to the next') }),
  saying('begins', { signs }),
  saying('ends', { signs }),
  saying('endsBySilence', {}),
  saying('typesSlowly', {}),
  saying('aim', {}),
  saying('noAim', {}),
  saying('right', {}),
  saying('typeName', { signs }),
  saying('wrongKeyboard', { country: z.enum(['French', 'German']) }),
  saying('unknownCodes', {}),
  saying('entry', {}),
  saying('notWritten', {
    fault: z.enum(['text', 'invalid', 'missing', 'forbidden', 'readOnly', 'full', 'failed']),
    why,
  }),
]);
