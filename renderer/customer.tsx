import { render } from 'preact';
import { CustomerDisplay } from './customer/display.tsx';

const root = document.getElementById('till');
if (root !== null) render(<CustomerDisplay />, root);
