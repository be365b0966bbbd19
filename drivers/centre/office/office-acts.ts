import { z } from 'zod';
import { framed, troubleContent, type Viewer } from '../../../src/centre/office/frame.ts';
import {
  peopleContent,
  secretContent,
  type PersonDraft,
  type PersonSeen,
} from '../../../src/centre/office/people-page.ts';
import { mayAct, OFFICE_ROLES } from '../../../src/centre/office/roles.ts';
import { codeContent } from '../../../src/centre/office/tills-page.ts';
import { heldTo, nameTrouble } from '../../../src/ground/outside-text.ts';
import type { Act, OfficeParts, OfficeReply } from './office-parts.ts';
import { SHOP_ACTS } from './shop-acts.ts';

const name = (max: number) => z.string().min(1).max(max).superRefine(heldTo(nameTrouble));
const newTill = z.object({ store: name(32), terminal: name(64) });
const ofTill = z.object({ till: name(128) });
const closing = z.object({
  case: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  why: name(200),
});
const newPerson = z.object({
  person: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,31}$/),
  name: name(64),
  role: z.enum(OFFICE_ROLES),
  store: z.string().max(32),
  password: z.string().min(12).max(64),
});
const ofPerson = z.object({ person: z.string().min(1).max(32) });

/** An act of somebody who has signed in: allowed by the role, done, and audited. Null where there is no such act. */
export async function answerAct(
  parts: OfficeParts,
  viewer: Viewer,
  path: string,
  form: URLSearchParams,
): Promise<OfficeReply | null> {
  const act = ACTS[path] ?? SHOP_ACTS[path];
  if (act === undefined) return null;
  const reply = mayAct(viewer.role, act.is) ? await act.run(parts, viewer, Object.fromEntries(form)) : null;
  const done = isDone(reply) ? act.is : `${act.is} refused`;
  const subject = subjectOf(form);
  await parts.store.note(viewer.personId, done, subject);
  // The database may be put back from a copy: what was done since is then in this log alone.
  parts.log.info('An act of the office.', { person: viewer.personId, act: done, subject });
  return reply ?? refused(viewer);
}

/** Whether something was done: a page that says why not is an answer too. */
function isDone(reply: OfficeReply | null): boolean {
  return reply !== null && (reply.kind !== 'page' || reply.status === undefined);
}

const ACTS: Readonly<Partial<Record<string, Act>>> = {
  '/tills/new': {
    is: 'enrolTill',
    run: async ({ store, tills }, viewer, form) => {
      const asked = newTill.safeParse(form);
      if (!asked.success || (viewer.storeId !== null && viewer.storeId !== asked.data.store)) return null;
      const till = await store.newTill(asked.data.store, asked.data.terminal, 'UTC', 'XXX');
      return shown(viewer, till, await tills.newCode(till));
    },
  },
  '/tills/code': {
    is: 'enrolTill',
    run: async ({ store, tills }, viewer, form) => {
      const asked = ofTill.safeParse(form);
      if (!asked.success || !(await store.seesTill(viewer, asked.data.till))) return null;
      return shown(viewer, asked.data.till, await tills.newCode(asked.data.till));
    },
  },
  '/tills/revoke': {
    is: 'revokeTill',
    run: async ({ store }, viewer, form) => {
      const asked = ofTill.safeParse(form);
      if (!asked.success || !(await store.seesTill(viewer, asked.data.till))) return null;
      await store.revoke(asked.data.till);
      return { kind: 'goTo', path: '/' };
    },
  },
  '/tills/go-on': {
    is: 'goOn',
    run: async ({ store }) => {
      await store.goOn();
      return { kind: 'goTo', path: '/' };
    },
  },
  '/cases/close': {
    is: 'closeCase',
    run: async ({ store }, viewer, form) => {
      const asked = closing.safeParse(form);
      if (!asked.success || !(await store.closeCase(viewer, asked.data.case, asked.data.why))) return null;
      return { kind: 'goTo', path: '/cases' };
    },
  },
  '/people/add': {
    is: 'addPerson',
    run: async ({ people }, viewer, form) => {
      const asked = newPerson.safeParse(form);
      const notAdded = async (field: string): Promise<OfficeReply> =>
        badPerson(viewer, await people.list(), { typed: form, why: PERSON_TROUBLE[field] ?? '' });
      if (!asked.success) return notAdded(String(asked.error.issues[0]?.path[0]));
      const { person: personId, store, password, ...rest } = asked.data;
      if ((rest.role === 'storeManager') !== (store !== '')) return notAdded('store');
      const storeId = store === '' ? null : store;
      const address = await people.add({ personId, storeId, ...rest }, password);
      if (address === null) return notAdded('taken');
      return {
        kind: 'page',
        text: framed(viewer, '/people', 'Second factor', secretContent(rest.name, address)),
      };
    },
  },
  '/people/remove': {
    is: 'removePerson',
    run: async ({ people }, viewer, form) => {
      const asked = ofPerson.safeParse(form);
      if (!asked.success || !(await people.remove(viewer.personId, asked.data.person))) return null;
      return { kind: 'goTo', path: '/people' };
    },
  },
};

/** What does not fit of a new person, by the field. */
const PERSON_TROUBLE: Readonly<Partial<Record<string, string>>> = {
  person: 'An id has small letters, digits, and . _ - after the first: 32 at most.',
  name: 'A name has 1 to 64 signs.',
  role: 'Choose one of the roles.',
  store: 'A store manager has the id of one store. Nobody else has a store.',
  password: 'A password has 12 to 64 signs.',
  taken: 'Somebody else has this id. Choose another one.',
};

function badPerson(viewer: Viewer, known: readonly PersonSeen[], { typed, why }: PersonDraft): OfficeReply {
  const text = framed(viewer, '/people', 'People', peopleContent(viewer, known, { typed, why }));
  return { kind: 'page', status: 400, text };
}

function shown(viewer: Viewer, till: string, code: string): OfficeReply {
  return { kind: 'page', text: framed(viewer, '/', 'Enrolment', codeContent(till, code)) };
}

function refused(viewer: Viewer): OfficeReply {
  const content = troubleContent({
    title: 'Not done',
    say: 'Your role may not do this, what was sent does not fit, or somebody has done it already. Nothing has changed.',
    to: ['/', 'Back to the tills'],
  });
  return { kind: 'page', status: 403, text: framed(viewer, null, 'Not done', content) };
}

/** What an act was about, never what is secret of it. */
function subjectOf(form: URLSearchParams): string {
  return [
    'till',
    'store',
    'terminal',
    'case',
    'why',
    'person',
    'role',
    'manager',
    'currency',
    'amount',
    'version',
    'day',
  ]
    .flatMap((key) => (form.has(key) ? [`${key}: ${form.get(key) ?? ''}`] : []))
    .join(', ')
    .slice(0, 500);
}
