import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Spanish. */
export const es: StaffWords = {
  headline: { till: 'Iniciar sesión', desk: 'Un encargado inicia sesión', bench: 'Un técnico inicia sesión' },
  say: 'Elija su nombre y escriba su PIN.',
  who: 'Quién inicia sesión',
  typed: (digits) =>
    plural('es', digits, { one: '# cifra del PIN escrita', other: '# cifras del PIN escritas' }),
  enter: 'Entrar',
  moment: 'Un momento.',
  back: 'Volver',
  wrong: 'PIN incorrecto.',
  locked: (left) => `Demasiados PIN incorrectos. Inténtelo de nuevo en ${left}.`,
  jammed: 'Era demasiado largo para un PIN, quizá un código escaneado. Escriba el PIN otra vez.',
  out: 'Salir',
  busy: 'Termine o cancele primero la venta. Después salga.',
  signedIn: (name) => `${name} está en la caja.`,
};
