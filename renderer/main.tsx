import { render } from 'preact';
import { CashierWindow } from './window/cashier-window.tsx';

const root = document.getElementById('till');
if (root !== null) render(<CashierWindow />, root);
