import { render } from 'preact';
import { watchLetters } from './strings/letters.ts';
import { CashierWindow } from './window/cashier-window.tsx';

watchLetters();
const root = document.getElementById('till');
if (root !== null) render(<CashierWindow />, root);
