import { z } from 'zod';
import { id, none } from './parts.ts';
import { ROUTES } from './routes.ts';

const trainingFaultsSchema = z.object({
  /** The fault of the next payment; null where none is set. */
  set: z.string().nullable(),
  faults: z.array(z.object({ id: z.string(), say: z.string() })),
});

/** The commands of practice; a till with a real gateway refuses them. */
export const TRAINING_COMMANDS = {
  showTrainingCode: {
    ...ROUTES.showTrainingCode,
    say: 'Training mode only: makes a fresh payment code of the embedded sandbox.',
    params: none,
    query: none,
    body: null,
    reply: { status: 201, type: 'json', schema: z.object({ text: z.string() }) },
    problems: ['not-available'],
  },
  listTrainingFaults: {
    ...ROUTES.listTrainingFaults,
    say: 'Training mode only: lists the faults of the embedded sandbox, and the one that is set.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: trainingFaultsSchema },
    problems: ['not-available'],
  },
  setTrainingFault: {
    ...ROUTES.setTrainingFault,
    say: 'Training mode only: sets the fault of the next payment; `none` takes it back.',
    params: none,
    query: none,
    body: z.strictObject({ id: id.describe('the name of a fault, or `none`') }),
    reply: { status: 202, type: 'json', schema: trainingFaultsSchema },
    problems: ['not-available', 'not-found'],
  },
  beginTrainingDispute: {
    ...ROUTES.beginTrainingDispute,
    say: 'Training mode only: the sandbox disputes the last payment, as a wallet would.',
    params: none,
    query: none,
    body: z.strictObject({ kind: z.enum(['papers', 'money']).describe('what is asked for') }),
    reply: { status: 202, type: 'json', schema: z.object({ disputeRequestId: z.string() }) },
    problems: ['not-available', 'not-found'],
  },
} as const;
