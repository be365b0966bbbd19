/** A group of calls in `openapi.json`: the first piece of a path after `/v1/` decides. */
interface Tag {
  readonly name: string;
  readonly description: string;
  readonly paths: readonly string[];
}

const TAGS: readonly Tag[] = [
  {
    name: 'Sales',
    description: 'Open a sale, give it a code or another way to pay, wait for its end, cancel it.',
    paths: ['sales'],
  },
  {
    name: 'Refunds',
    description:
      'Give money back with a manager’s PIN. A refund is `pending` until the acquirer confirms it.',
    paths: ['refunds', 'managers'],
  },
  {
    name: 'Reports',
    description: 'X: the running totals. Z: a closed day, which never changes. Rows of any span.',
    paths: ['reports'],
  },
  {
    name: 'Office',
    description: 'What is not a sale: disputes, registration, customs. None of it ever slows a sale.',
    paths: ['office', 'disputes', 'registrations', 'declarations', 'settlements', 'bank-credits'],
  },
  { name: 'Codes', description: 'What a code is and where it would go, without using it.', paths: ['codes'] },
  {
    name: 'State',
    description: 'The whole view as a stream, the health of each part, and what is still owed.',
    paths: ['events', 'health', 'queue'],
  },
  { name: 'People', description: 'Who may sign in, and who is signed in.', paths: ['staff'] },
  {
    name: 'Technician',
    description: 'Try the devices, read the log, set up a scanner. None of it touches a sale.',
    paths: ['technician'],
  },
  {
    name: 'Set-up',
    description: 'The questions of a till that has no config yet. A till with a config refuses it.',
    paths: ['set-up'],
  },
  {
    name: 'Screens',
    description: 'What the till’s own windows ask for. A cash register does not need it.',
    paths: ['customer', 'keys'],
  },
  {
    name: 'Training',
    description: 'Practice without money. A till with a config refuses it.',
    paths: ['training'],
  },
];

/** The groups, as `openapi.json` lists them. */
export const OPENAPI_TAGS = TAGS.map(({ name, description }) => ({ name, description }));

/** The group of an address. Errors: throws for a path of no group, which a test meets first. */
export function tagOf(path: string): string {
  const piece = path.split('/')[2] ?? '';
  const found = TAGS.find(({ paths }) => paths.includes(piece));
  if (found === undefined) throw new Error(`${path} belongs to no group of openapi.json: give it one`);
  return found.name;
}
