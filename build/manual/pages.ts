/** A page of the manual: `<name>.md` beside this file, and what the contents say it is for. */
export interface ManualPage {
  readonly name: string;
  readonly say: string;
}

/** A part of the contents. */
export interface ManualPart {
  readonly title: string;
  readonly pages: readonly ManualPage[];
}

/** The contents of the manual, in reading order. */
export const MANUAL: readonly ManualPart[] = [
  {
    title: 'In the shop',
    pages: [
      { name: 'cashier', say: 'Sell, print, and what to do when something is unclear.' },
      { name: 'manager', say: 'Give money back, decide, close the day.' },
      { name: 'troubleshooting', say: 'Every sentence of the screen: what it means, what to do.' },
    ],
  },
  {
    title: 'Behind the counter',
    pages: [
      { name: 'technician', say: 'Install a till, its devices and its people.' },
      { name: 'acquirers', say: 'Who takes the money, and how each is set up.' },
      { name: 'configuration', say: 'Every key of the settings.' },
      { name: 'operator', say: 'Books, journal, processes.' },
      { name: 'office', say: 'Registration, disputes, customs, and the money up to the bank.' },
      { name: 'chain', say: 'Many tills: the centre, orders, the office.' },
      { name: 'commands', say: 'Every command.' },
    ],
  },
  {
    title: 'For a cash register',
    pages: [
      { name: 'integrator', say: 'Connect a cash register.' },
      { name: 'api', say: 'Every call, with examples.' },
    ],
  },
  {
    title: 'To learn',
    pages: [
      { name: 'faults', say: 'Amounts that make things go wrong on purpose.' },
      { name: 'glossary', say: 'One word for each idea.' },
    ],
  },
];
