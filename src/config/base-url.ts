import { z } from 'zod';

/** Where an acquirer is reached: https, or http on loopback. Source: interface section 2. */
export const baseUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const loopback =
    url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
}, 'must be an https address, or http on loopback');
