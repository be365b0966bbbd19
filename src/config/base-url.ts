import { z } from 'zod';

const NAMES_NOBODY = 'must name no user and no password: a secret stands in a file';

/** Whether an address has no secret written into it. Source: interface section 2. */
function namesNobody(value: string): boolean {
  if (!URL.canParse(value)) return true;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}

/** Where an acquirer is reached: https, or http on loopback. Source: interface section 2. */
export const baseUrl = z
  .string()
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    const loopback =
      url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
  }, 'must be an https address, or http on loopback')
  .refine(namesNobody, NAMES_NOBODY)
  .refine((value) => !/[?#]/.test(value), 'must have no query and no fragment');

/** An address of the shop, as somebody outside is told it. */
export const outsideUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2048)
  .refine(namesNobody, NAMES_NOBODY);
