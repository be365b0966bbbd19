import { z } from 'zod';
import { minorOf } from '../../../src/centre/office/amounts.ts';
import { configContent } from '../../../src/centre/office/config-page.ts';
import { framed, type Viewer } from '../../../src/centre/office/frame.ts';
import { limitsContent } from '../../../src/centre/office/limits-page.ts';
import { reportsContent } from '../../../src/centre/office/reports-page.ts';
import { heldTo, nameTrouble } from '../../../src/ground/outside-text.ts';
import { isDay } from '../../../src/reconcile/cycle.ts';
import type { Act, OfficeParts, OfficeReply } from './office-parts.ts';

/** The column is an integer. */
const VERSION_MAX = 2 ** 31 - 1;
const name = (max: number) => z.string().min(1).max(max).superRefine(heldTo(nameTrouble));
const limit = z.object({
  manager: name(64),
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z.string().max(16),
});
const ofLimit = limit.omit({ amount: true });
/** `seen`: the newest version that the person saw; 0 where there was none. */
const ofConfig = z.object({ store: name(64), seen: z.coerce.number().int().min(0).max(VERSION_MAX) });
const pushing = ofConfig.extend({ body: z.string().min(1) });
const puttingBack = ofConfig.extend({ version: z.coerce.number().int().min(1).max(VERSION_MAX) });
const comparing = z.object({ day: z.string().refine(isDay) });

/** What the office does to limits, configs and reports. */
export const SHOP_ACTS: Readonly<Partial<Record<string, Act>>> = {
  '/limits/set': {
    is: 'setLimit',
    run: async ({ settings, clock }, viewer, form) => {
      const asked = limit.safeParse(form);
      const minor = asked.success ? minorOf(asked.data.currency, asked.data.amount) : null;
      if (!asked.success || minor === null) {
        const today = new Date(clock.nowMs()).toISOString().slice(0, 'yyyy-mm-dd'.length);
        const said =
          'Nothing was set. A limit has a manager, a currency such as MYR, and an amount such as 500.00.';
        const content = limitsContent(viewer, await settings.limits(today), said);
        return refusedPage(framed(viewer, '/limits', 'Limits', content));
      }
      await settings.setLimit(asked.data.manager, asked.data.currency, minor);
      return { kind: 'goTo', path: '/limits' };
    },
  },
  '/limits/remove': {
    is: 'setLimit',
    run: async ({ settings }, _viewer, form) => {
      const asked = ofLimit.safeParse(form);
      if (!asked.success) return null;
      await settings.removeLimit(asked.data.manager, asked.data.currency);
      return { kind: 'goTo', path: '/limits' };
    },
  },
  '/config/push': {
    is: 'pushConfig',
    run: async ({ settings, clock }, viewer, form) => {
      const asked = pushing.safeParse(form);
      if (!asked.success) return null;
      const { store, body, seen } = asked.data;
      const pushed = await settings.push(store, body, viewer.personId, seen);
      if (pushed.ok) return { kind: 'goTo', path: `/config?store=${encodeURIComponent(store)}` };
      const content = configContent(viewer, await settings.config(store), clock.nowMs(), {
        ...{ body, why: pushed.error },
      });
      return refusedPage(framed(viewer, '/config', 'Config', content));
    },
  },
  '/config/back': {
    is: 'pushConfig',
    run: async ({ settings }, viewer, form) => {
      const asked = puttingBack.safeParse(form);
      if (!asked.success) return null;
      const { store, version, seen } = asked.data;
      const isDone = await settings.putBack(store, version, viewer.personId, seen);
      return isDone ? { kind: 'goTo', path: `/config?store=${encodeURIComponent(store)}` } : null;
    },
  },
  '/reports/compare': {
    is: 'compareReports',
    run: async (parts, viewer, form) => {
      const asked = comparing.safeParse(form);
      if (!asked.success) return null;
      const compared = await parts.reports.compare(asked.data.day, viewer.personId);
      if (compared.ok) return { kind: 'goTo', path: '/reports' };
      return notCompared(parts, viewer, asked.data.day, compared.error);
    },
  },
};

async function notCompared(
  { reports, clock }: Pick<OfficeParts, 'reports' | 'clock'>,
  viewer: Viewer,
  day: string,
  said: string,
): Promise<OfficeReply> {
  const content = reportsContent(viewer, await reports.compared(), {
    ...{ isThere: reports.isThere, day, nowMs: clock.nowMs(), said },
  });
  return refusedPage(framed(viewer, '/reports', 'Reports', content));
}

function refusedPage(text: string): OfficeReply {
  return { kind: 'page', status: 400, text };
}
