import { z } from 'zod';
import { id, none } from './parts.ts';
import { ROUTES } from './routes.ts';

const trainingFaultsSchema = z.object({
  /** The one that was set last; null where nothing was, or it was taken back. */
  set: z.string().nullable(),
  faults: z.array(z.object({ id: z.string(), say: z.string() })),
});

/** The commands of practice; a till with a real gateway refuses them. */
export const TRAINING_COMMANDS = {
  showTrainingCode: {
    ...ROUTES.showTrainingCode,
    say: 'Training mode only: a fresh code of the embedded sandbox, as a wallet would show it.',
    params: none,
    query: none,
    body: null,
    reply: { status: 201, type: 'json', schema: z.object({ text: z.string() }) },
    problems: ['not-available'],
  },
  listTrainingFaults: {
    ...ROUTES.listTrainingFaults,
    say: 'Training mode only: what the embedded sandbox can do wrong, and what it was told to do next.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: trainingFaultsSchema },
    problems: ['not-available'],
  },
  setTrainingFault: {
    ...ROUTES.setTrainingFault,
    say: 'Training mode only: what goes wrong with the next payment; `none` takes it back.',
    params: none,
    query: none,
    body: z.strictObject({ id }),
    reply: { status: 202, type: 'json', schema: trainingFaultsSchema },
    problems: ['not-available', 'not-found'],
  },
} as const;
