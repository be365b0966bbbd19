import type { TillWords } from './till-words.ts';

/** What the till says, in Spanish. */
export const es: TillWords = {
  refused: {
    'order-elsewhere': {
      held: 'Otra caja está cobrando este pedido o puede haberlo cobrado. Termínelo allí o llame al encargado.',
      paid: 'Este pedido se pagó en otra caja. Está cerrado.',
      fenced: 'La central ha excluido esta caja. Llame al encargado.',
      silent: 'La central no responde y el pedido es de otra caja. Llévelo allí o llame al encargado.',
    },
    'override-refused': 'Nada impide cobrar este pedido aquí.',
    'tender-not-available': {
      unknown: 'Esta caja no conoce esta forma de pago.',
      notWaiting: 'La venta no espera ahora una forma de pago.',
      noPage: 'Esta forma de pago no funciona aquí. Llame al técnico.',
    },
    'till-busy': {
      sale: 'Termine o cancele antes la venta de la pantalla.',
      scannerSetup: 'El lector se está configurando. Cierre antes la página del técnico.',
    },
    'retry-refused': {
      declined: 'Este pago fue rechazado definitivamente. Tome otra forma de pago.',
      notFailed: 'Solo se puede intentar de nuevo una venta que no se pagó.',
    },
    'cancel-refused': {
      byPerson: 'La caja no puede anular este cargo por sí sola. Haga lo que dice la pantalla.',
      notDoubted: 'Esto ya se resolvió. Mire la venta.',
    },
    'void-refused': {
      partRefunded: 'Una parte de este pago ya se reembolsó. Reembolse el resto.',
      givenBack: 'El dinero de este pago ya se devolvió.',
      tooLate: 'Es demasiado tarde para anular este pago. Reembólselo.',
    },
    'not-printable': {
      notPaid: 'Solo una venta pagada tiene recibo.',
      noRefund: 'Esta venta no tiene ese reembolso.',
      refundFailed: 'Este reembolso no se completó. No tiene recibo.',
      cannotBeMade: 'Este papel no se puede hacer. Avise al técnico.',
      noPrinter: 'Ninguna impresora de esta caja imprime este papel.',
      underWay: 'Este recibo ya va camino de la impresora.',
      notUnknown: 'Este comprobante solo existe mientras no se sepa si se ha pagado.',
    },
    'not-available': {
      noOffice: 'Este servicio de pago no lo acepta aquí. Hágalo allí.',
      noCustoms: 'Para eso falta `customs` en la configuración.',
      notKnown: 'No se sabe ahora. Inténtelo más tarde.',
      trainingOnly: 'Esto es solo para la práctica.',
      noConfigFile: 'Esta caja se inició sin archivo de ajustes.',
      noRestart: 'Esta caja no se inicia sola de nuevo. Deténgala e iníciela.',
      noWindowScanner: 'Ningún lector de esta caja escribe en su ventana.',
      format: 'Esta caja no hace papeles en este formato.',
    },
    'store-not-registered': 'Esta tienda aún no está registrada para esto. Use otra forma de pago.',
    'order-already-paid': 'Este pedido ya está pagado. Empiece una venta nueva.',
    'order-exhausted': 'Este pedido se intentó demasiadas veces. Cancélelo y tome otra forma de pago.',
    'not-awaiting-code': 'Esta venta no espera un código ahora.',
    'free-refused': 'Ningún pago de esta venta sigue abierto.',
    'freeing-off': 'Esta caja no libera pedidos.',
    'accept-refused': 'Este cargo no se puede tomar para la venta. Mire la venta.',
    'not-found': 'La caja no lo encuentra. Mire la lista de ventas.',
    'amount-over-limit': 'Este importe supera lo que esta caja cobra en una venta.',
    'amount-not-payable': 'Este importe no se puede pagar. En rupias debe terminar en 00.',
    'invalid-request': 'La caja no acepta esta entrada. Revísela e inténtelo otra vez.',
  },
  misread: 'El lector no leyó bien el código. Escanéelo de nuevo.',
  paymentCode: 'Aquí no debe haber un código de pago. Escriba otra cosa.',
  noticed: {
    'badge-unknown': 'Esta tarjeta no se conoce aquí. Entre con su PIN.',
    'badge-locked': 'Esta persona está bloqueada por ahora.',
    'report-not-printed':
      'El día está cerrado, pero su papel no se imprimió. Mire la impresora e imprímalo otra vez.',
    'gateway-alarm': 'Una respuesta del servicio de pago no es correcta. Avise al técnico.',
  },
  reasons: {
    GIVEN_BACK:
      'El dinero de este pago se devolvió al cliente. Si aún queda por pagar, empiece un pago nuevo.',
    REPEAT_REQ_INCONSISTENT:
      'El servicio de pago conoce este pago con otros datos. No cobre otra vez y avise al técnico.',
  },
  unlisted: (code) =>
    `El pago fue rechazado (${code}). Ofrezca otra forma de pago y dé este código al técnico.`,
  printsInstead: (p) => `En su lugar imprime ${p}.`,
  health: {
    noAnswer: 'El servicio de pago no responde como debe. Revise la conexión a internet.',
    noConnection: 'Sin conexión. No se puede cobrar. Los reembolsos se guardan y se envían más tarde.',
    clockWrong: 'El reloj de este equipo está mal. Póngalo en hora e inténtelo otra vez.',
    oldTime: 'Esta caja sigue con la hora antigua. Deténgala e iníciela.',
    certificateExpired:
      'El certificado del servicio de pago ha caducado, o el reloj va adelantado. Mire primero el reloj.',
    otherHost: 'Responde otro en lugar del servicio de pago. Avise al técnico.',
    filterBetween: 'Hay un filtro entre la caja y el servicio de pago. Avise al técnico.',
    proxyDown: 'El proxy de la red no deja pasar a la caja. Avise al técnico.',
    untried: 'La caja prueba la impresora por primera vez.',
    unreachable: 'No se llega a la impresora. Mire si está encendida y conectada.',
    silent: 'La impresora no responde. Mire si está encendida.',
    chatter: 'En la línea de la impresora responde otra cosa. Avise al técnico.',
    paperOut: 'No queda papel. Ponga un rollo nuevo.',
    paperLow: 'El papel se acaba pronto. Tenga listo un rollo nuevo.',
    coverOpen: 'La tapa de la impresora está abierta. Ciérrela.',
    cutterStuck: 'La cuchilla de la impresora está atascada. Abra la tapa y libérela.',
    printerError: 'La impresora avisa de un error. Apáguela y enciéndala.',
    printerPauses: 'La impresora está demasiado caliente o hace una pausa. Sigue sola.',
    offline: 'La impresora está fuera de línea. Mire sus luces.',
    brokeOff: 'La impresora se paró a mitad de un papel. Mire el papel y la impresora.',
    queueStopped: 'La cola de impresión de este equipo está parada. Avise al técnico.',
    unplugged: 'El lector está desconectado. Conéctelo otra vez.',
    unusable: 'El lector no se puede usar. Mire si está conectado o avise al técnico.',
    babbles: 'El lector envía sin parar lo que no es un código. Desconéctelo y conéctelo otra vez.',
    endless: 'Lo que envía el lector no tiene final: su ajuste no es correcto. Avise al técnico.',
    misfit: 'Los ajustes del lector no son correctos: llame al técnico.',
    sharedKeys: 'El lector también escribe en la ventana. Avise al técnico.',
    owedTooLong: 'Hay algo pendiente desde hace demasiado tiempo. Mire lo pendiente y la conexión.',
    marksFaulty: 'La carpeta de logotipos tiene fallos. Avise al técnico.',
    marksMissing: 'En lugar del logotipo hay un texto provisional. Avise al técnico.',
    lettersMissing:
      'Un nombre de la tienda tiene signos que no se pueden imprimir: en el papel sale un recuadro vacío. Avise al técnico.',
  },
};
