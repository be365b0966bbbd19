import { isDeepStrictEqual } from 'node:util';
import type { TillStatements } from '../../drivers/centre/till-store.ts';
import type { CentreBooks } from './chain-books.ts';

/** Asks the database and the model alike, one call after the other; the first answer that differs is told. */
export class TwinStatements implements TillStatements {
  readonly #real: TillStatements;
  readonly #model: TillStatements;
  #queue: Promise<unknown> = Promise.resolve();
  differs: string | null = null;

  constructor(real: TillStatements, model: TillStatements) {
    this.#real = real;
    this.#model = model;
  }

  known: TillStatements['known'] = (...args) => this.#both('known', (of) => of.known(...args));
  ingest: TillStatements['ingest'] = (...args) => this.#both('ingest', (of) => of.ingest(...args));
  beginEpoch: TillStatements['beginEpoch'] = (...args) =>
    this.#both('beginEpoch', (of) => of.beginEpoch(...args));
  ask: TillStatements['ask'] = (...args) => this.#both('ask', (of) => of.ask(...args));
  enrol: TillStatements['enrol'] = (...args) => this.#both('enrol', (of) => of.enrol(...args));
  takeLease: TillStatements['takeLease'] = (...args) =>
    this.#both('takeLease', (of) => of.takeLease(...args));
  reserve: TillStatements['reserve'] = (...args) => this.#both('reserve', (of) => of.reserve(...args));
  /** Codes are random: the model is told the database's. */
  newCode: TillStatements['newCode'] = (till) => this.#real.newCode(till);

  /** One thing after the other, so that both meet all calls in one order. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(act);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  compare(real: CentreBooks, model: CentreBooks): void {
    for (const part of Object.keys(real) as (keyof CentreBooks)[])
      if (this.differs === null && !isDeepStrictEqual(real[part], model[part]))
        this.differs = `model: ${part}: the database has ${JSON.stringify(real[part])}, the model ${JSON.stringify(model[part])}`;
  }

  #both<T extends object | null>(name: string, act: (of: TillStatements) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const real = await act(this.#real);
      const model = await act(this.#model);
      if (this.differs === null && !isDeepStrictEqual({ ...real }, { ...model }))
        this.differs = `model: ${name}: the database says ${JSON.stringify(real)}, the model ${JSON.stringify(model)}`;
      return real;
    });
  }
}
