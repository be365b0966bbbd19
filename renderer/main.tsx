import { render } from 'preact';
import { Cashier } from './cashier/cashier.tsx';
import { en } from './strings/en.ts';
import { Words } from './strings/words.ts';

const root = document.getElementById('till');
if (root !== null) {
  render(
    <Words.Provider value={en}>
      <Cashier />
    </Words.Provider>,
    root,
  );
}
