import { render } from 'preact';
import { CustomerDisplay } from './customer/display.tsx';
import { watchLetters } from './strings/letters.ts';

watchLetters();
const root = document.getElementById('till');
if (root !== null) render(<CustomerDisplay />, root);
