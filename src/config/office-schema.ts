import { z } from 'zod';
import { outsideUrl } from './base-url.ts';
import { PAPER_BYTES_MAX, PAPERS_BYTES_MAX } from '../ground/paper-limits.ts';
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
    notifyUrl: outsideUrl
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
    orderStatus: z
      .strictObject({
        paid: text(64).default('PAID').describe('of a sale of which nothing went back'),
        partiallyRefunded: text(64).default('PARTIALLY_REFUNDED').describe('where a part went back'),
        refunded: text(64).default('REFUNDED').describe('where all went back'),
      })
      .prefault({})
      .describe('the acquirer’s words for how an order stands; its list was not published'),
    documents: z
      .enum(['list', 'one'])
      .default('list')
      .describe('how papers go with an answer about money: as a list, or as one paper alone'),
    papers: z
      .strictObject({
        eachBytesMax: z
          .int()
          .min(1024)
          .max(PAPER_BYTES_MAX)
          .default(PAPER_BYTES_MAX)
          .describe('how many bytes one file of the shop’s own may have'),
        allBytesMax: z
          .int()
          .min(1024)
          .max(PAPERS_BYTES_MAX)
          .default(PAPERS_BYTES_MAX)
          .describe('how many bytes all papers of one answer or request may have together'),
      })
      .prefault({})
      .describe('how large papers may be that go to the acquirer'),
  })
  .prefault({});

/** What goods that leave the country are declared by: the key `customs`. Source: interface section 9. */
export const customsSchema = z.strictObject({
  customsCode: text(128).describe('the customs district, such as `ZONGSHU`'),
  merchantCustomsCode: text(128).describe('the shop’s number at the customs'),
  merchantCustomsName: text(256).describe('the shop’s name at the customs'),
  buyerField: z
    .enum(['buyerCertificate', 'buyer'])
    .default('buyerCertificate')
    .describe('what the buyer’s paper is called in a declaration; the acquirer’s pages have both'),
});
