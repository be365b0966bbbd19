import { render } from 'preact';
import { Cashier } from './cashier/cashier.tsx';

const root = document.getElementById('till');
if (root !== null) render(<Cashier />, root);
