import { ANSWER_SURFACES, NOTICE_SURFACES } from './acquirers.ts';
import { DEVICE_SURFACES } from './devices.ts';
import { DOOR_SURFACES } from './doors.ts';
import { FILE_SURFACES } from './files.ts';
import type { Surface } from './surface.ts';
import { UPKEEP_SURFACES } from './upkeep.ts';

/** Everything through which the till takes what others send. */
export const SURFACES: readonly Surface[] = [
  ...ANSWER_SURFACES,
  ...NOTICE_SURFACES,
  ...DOOR_SURFACES,
  ...FILE_SURFACES,
  ...DEVICE_SURFACES,
  ...UPKEEP_SURFACES,
];
