import { z } from 'zod';
import { baseUrl } from './base-url.ts';
import { fileReference } from './file-reference.ts';

/** How a till joins the centre of its chain; nothing of it runs without. Source: interface section 10. */
export const centreSchema = z
  .strictObject({
    url: baseUrl.describe('where the centre is reached'),
    enrolment: fileReference.describe('the file with the code that the office showed once'),
  })
  .optional();
