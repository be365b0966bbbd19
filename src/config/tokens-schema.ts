import { z } from 'zod';

const file = z.string().min(1).max(1024).optional();

/** Files of tokens that may do less than the whole one, by role. */
export const tokensSchema = z
  .strictObject({
    register: file.describe('sells, and approves with a manager’s PIN'),
    manager: file.describe('reads reports, closes the day'),
    technician: file.describe('looks at the till, tries devices'),
  })
  .prefault({});
