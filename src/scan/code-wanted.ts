/** Notices the moment from which a sale waits for a code: nothing that was scanned before it may count for it. */
export class CodeWanted {
  #saleId: string | null = null;

  /** Takes the sale that waits for a code now, if any; whether it has begun to wait just now. */
  begins(saleId: string | null): boolean {
    const begins = saleId !== null && saleId !== this.#saleId;
    this.#saleId = saleId;
    return begins;
  }
}
