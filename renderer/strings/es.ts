import { es as around } from './around/es.ts';
import { es as trouble } from './trouble/es.ts';
import { plural } from './plural.ts';
import { es as till } from './till/es.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Spanish. */
export const es: Catalogue = {
  language: 'es',
  till,
  training: { mark: 'PRÁCTICA', say: 'Solo para practicar. No se mueve dinero.' },
  test: { mark: 'TEST', say: 'Sistema de pruebas del servicio de pago. No se mueve dinero real.' },
  orderDescription: (store) => `Venta en ${store}`,
  pad: {
    headline: 'Importe a cobrar',
    charge: 'Cobrar',
    clear: 'Borrar',
    erase: 'Borrar la última cifra',
    point: 'Coma decimal',
    digits: 'Cifras',
    overLimit: (amount) => `Esta caja cobra como máximo ${amount} por venta.`,
    unusual: {
      headline: '¿Es correcto este importe?',
      say: 'Es mucho más de lo habitual aquí. Compárelo con la cuenta.',
      change: 'Cambiar importe',
    },
    jammed:
      'Era demasiado largo para un importe, quizá un código escaneado. No se cobró nada. Escriba otra vez el importe.',
  },
  awaitingCode: {
    headline: 'Escanee el código del cliente',
    say: 'Ponga el teléfono del cliente bajo el lector.',
    type: 'Escribir el código',
    label: 'O escriba el código',
    use: 'Usar este código',
    cancel: 'Cancelar',
    choose: '¿Cómo paga el cliente?',
  },
  trainingCode: {
    show: 'Mostrar un código',
    another: 'Otro código',
    scan: 'Escanear',
    picture: 'Un código de pago de práctica',
  },
  submitting: {
    headline: 'Preguntando a la billetera',
    say: 'Espere la respuesta. No entregue todavía la mercancía.',
  },
  customerConfirming: {
    headline: 'El cliente está confirmando',
    say: 'Pida al cliente que confirme en su teléfono. No entregue todavía la mercancía.',
  },
  approved: {
    word: 'Aprobado',
    atRisk: 'Aceptado',
    headline: 'Entregue los productos',
    say: 'El importe está retenido en la tarjeta. La caja lo cobra por sí sola.',
  },
  capturing: {
    headline: 'Aprobado, cobrando el pago',
    say: 'Espera un momento. Guarda los productos hasta que esté cobrado.',
  },
  checking: {
    headline: 'Resultado aún desconocido',
    keep: 'No entregue la mercancía.',
    never: 'No cobre otra vez.',
    say: 'La caja sigue preguntando sola al servicio de pago.',
    until: (time) => `Pregunta hasta las ${time} y después cancela.`,
  },
  cancelling: {
    headline: 'Devolviendo el dinero',
    say: 'La cancelación está en camino. Puede seguir con la próxima venta.',
  },
  page: {
    making: { headline: 'Preparando el código', say: 'Todavía no se ha cobrado nada.' },
    shown: {
      headline: 'El cliente escanea la pantalla',
      say: 'El cliente escanea el código con su teléfono y paga allí. No entregue todavía la mercancía.',
    },
    opened: {
      headline: 'El cliente está pagando',
      say: 'El cliente paga en su teléfono. No entregue todavía la mercancía.',
    },
    askNow: 'Consultar ahora',
    again: 'Código nuevo',
    closing: {
      headline: 'Cerrando el pago',
      say: (time) =>
        `El cliente quizá pueda pagar hasta las ${time}. Ese dinero se devuelve solo. No entregue la mercancía.`,
    },
    late: 'El cliente pagó demasiado tarde. El dinero se devuelve solo.',
    free: 'Cobrar de otra forma',
    override: 'Cobrar aquí de todos modos',
  },
  cancelThis: 'Cancelar esta venta',
  cancelNoted: 'La caja pregunta antes si está pagada. Luego cancela.',
  codeLives: (seconds) =>
    plural('es', seconds, { one: 'El código vale # segundo más', other: 'El código vale # segundos más' }),
  codeDead: 'El código ya no vale',
  seconds: 'segundos',
  paid: {
    headline: 'Entregue la mercancía',
    paid: 'Pagado',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Próxima venta',
    print: 'Imprimir otra vez',
    overtaken: 'El pago llegó antes que la cancelación. Entregue la mercancía o devuelva el dinero.',
  },
  paper: {
    waiting: 'El recibo espera a la impresora.',
    printing: 'El recibo se está imprimiendo.',
    printed: 'El recibo está impreso.',
    notPrinted: () => 'El recibo no se imprimió. Mire la impresora.',
    choose: 'Recibo…',
    asQr: 'Mostrar como QR',
    skip: 'Sin recibo',
    on: (p) => `Imprimir en ${p}`,
    skipped: 'El recibo se omitió.',
    elsewhere: (p) => `El recibo salió en otra impresora: ${p}.`,
    unknown: 'No se sabe si el recibo salió. Mire la impresora.',
  },
  slip: {
    print: 'Papel «no pagado»',
    notPrinted: 'Puede que el papel no haya salido. Mire la impresora e imprima otra vez.',
  },
  failed: {
    headline: 'No pagado',
    say: 'No se cobró nada. Pida otra forma de pago.',
    retry: 'Escanear otra vez',
    other: 'Otra forma de pago',
  },
  cancelled: {
    headline: 'Venta cancelada',
    say: 'Ofrezca otra forma de pago o empiece la próxima venta.',
    notCharged: 'Al cliente no se le cobró.',
    refunded: 'Se devolvió el dinero al cliente.',
  },
  attention: {
    headline: 'Llame al encargado',
    say: 'No entregue la mercancía y llame al encargado.',
    otherAmount: (charged: string, asked: string) =>
      `Se cobró ${charged} en vez de ${asked}. No entregue la mercancía: el cliente recibe todo de vuelta.`,
    manager: 'Solo un encargado puede resolverlo, con su PIN.',
    desk: 'Puesto del encargado',
    owed: (amount) =>
      `Se deben ${amount} al cliente: el servicio de pago se negó a devolverlo. No entregue la mercancía. Un encargado lo reembolsa en su puesto o en el portal del servicio de pago.`,
    unreadable: (amount) =>
      `El servicio de pago cobró al cliente, pero no se puede leer cuánto. Se pidieron ${amount}. No entregue la mercancía. Un encargado mira en el portal del servicio de pago y lo reembolsa allí o en su puesto.`,
    refunding: 'Hay un reembolso aprobado, aún sin confirmar. No lo reembolse otra vez.',
    theirs: 'Número del servicio de pago',
    ours: 'Número de esta caja',
    act: 'Devolver el dinero',
    next: 'Próxima venta',
  },
  ...around,
  ...trouble,
};
