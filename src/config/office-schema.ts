import { z } from 'zod';
import { text } from './parts.ts';

const path = z.string().startsWith('/', 'must begin with a slash').max(2048);

/** Whether the shop must be registered before it may sell: the key `registration`. Source: interface section 9. */
export const registrationSchema = z
  .strictObject({
    needed: z
      .enum(['no', 'tell', 'block'])
      .default('no')
      .describe('`tell`: people are told until the store is approved; `block`: no code is taken before'),
    path: path
      .default('/aps/api/v1/merchants/notifyRegistrationStatus')
      .describe('where the listener of `notify` takes what becomes of a registration'),
    notifyUrl: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .max(2048)
      .optional()
      .describe('the same address outside, as the acquirer is told it; without it the till asks'),
  })
  .prefault({});

/** Where disputes come, and how long they may be answered: the key `disputes`. Source: interface section 9. */
export const disputesSchema = z
  .strictObject({
    retrievalPath: path
      .default('/aps/api/v1/disputes/initiateRetrieval')
      .describe('where the listener of `notify` takes requests for papers'),
    escalationPath: path
      .default('/aps/api/v1/disputes/initiateEscalation')
      .describe('where the listener of `notify` takes disputes about money'),
    escalationDays: z
      .int()
      .min(1)
      .max(365)
      .default(7)
      .describe('how many days a dispute about money may be answered; the acquirer tells none'),
  })
  .prefault({});

/** What goods that leave the country are declared by: the key `customs`. Source: interface section 9. */
export const customsSchema = z.strictObject({
  customsCode: text(128).describe('the customs district, such as `ZONGSHU`'),
  merchantCustomsCode: text(128).describe('the shop’s number at the customs'),
  merchantCustomsName: text(256).describe('the shop’s name at the customs'),
});
