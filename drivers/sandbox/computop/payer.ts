/** The customer's phone: opens a link and presses a button of its page, as a person does. */
export class ComputopPayer {
  /** Opens the page; the address of its buttons. Nothing is paid by that. */
  async open(link: string): Promise<string> {
    const page = await (await fetch(link)).text();
    const action = /<form method="post" action="([^"]+)">/.exec(page)?.[1];
    if (action === undefined) throw new Error('the page of the link has no button');
    return new URL(action, link).href;
  }

  async pay(link: string): Promise<void> {
    await this.press(await this.open(link), 'pay');
  }

  async decline(link: string): Promise<void> {
    await this.press(await this.open(link), 'decline');
  }

  /** Presses a button of a page that was opened before. */
  async press(page: string, button: 'pay' | 'decline'): Promise<void> {
    await fetch(page, { method: 'POST', body: new URLSearchParams({ button }), redirect: 'manual' });
  }
}
