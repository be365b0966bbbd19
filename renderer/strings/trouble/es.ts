import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in Spanish. */
export const es: TroubleWords = {
  reasons: {
    expired: 'El código caducó. Pida al cliente que lo actualice y escanee otra vez.',
    invalid: 'No se reconoció el código. Pida al cliente que lo actualice y escanee otra vez.',
    kind: 'Este tipo de código no se acepta. Ofrezca otra forma de pago.',
    balance: 'No hay saldo suficiente. Pida otra tarjeta u otra billetera.',
    userLimit: 'El importe supera el límite del cliente. Pida otra tarjeta u otra billetera.',
    paymentLimit: 'El importe supera el límite por pago. Ofrezca otra forma de pago.',
    count: 'La billetera llegó a su número de pagos. Pida otra tarjeta u otra billetera.',
    verify: 'La billetera debe verificar antes a su usuario. Pida otra billetera.',
    account: 'La billetera avisa de un problema con la cuenta. Pida otra billetera.',
    notConfirmed: 'El pago no se confirmó. Pida un código nuevo e inténtelo otra vez.',
    method: 'Esta forma de pago no sirve aquí. Pida otra tarjeta u otra billetera.',
    declined: 'El pago fue rechazado. Ofrezca otra forma de pago.',
    regulation: 'La normativa no permite este pago. Ofrezca otra forma de pago.',
    general: 'El pago no se completó. Inténtelo una vez más con un código nuevo.',
    closed: 'Este pago está cerrado y no se cobró nada. Empiece un pago nuevo.',
    setUp: 'Esta tienda aún no puede cobrar así. Ofrezca otra forma de pago y avise al técnico.',
    technical: 'No se aceptó la petición de la caja. Ofrezca otra forma de pago y avise al técnico.',
    unreachable:
      'Sin conexión con el servicio de pago, no se cobró nada. Inténtelo otra vez u ofrezca otra forma de pago.',
    otherAmount: 'Se cobró un importe distinto del pedido. El cliente recibe todo de vuelta.',
    foreign:
      'Este pedido está cobrado, pero quizá por otra caja. No entregue la mercancía. Un encargado busca la venta en las otras cajas y luego toma el cargo para esta venta o lo devuelve.',
    otherRecord:
      'El servicio de pago tiene dinero a nombre de este pago que, según dice, es de otro pago. Guarde la mercancía. Un encargado lo consulta en el portal del servicio de pago.',
    stillOpen:
      'El servicio de pago sigue sin decir qué fue de este pago, aunque su página debería haberse cerrado hace tiempo. Guarde la mercancía. Un encargado pide al servicio de pago que lo consulte. Lo que aún se pague se devuelve solo.',
    otherTill: 'Este pedido se está pagando en otra caja. No lo cobre aquí.',
    gone: 'Este pago se devolvió al cliente, y no desde esta caja. Pregunte al encargado y busque la venta en las otras cajas.',
    late: 'No llegó respuesta a tiempo. No entregue la mercancía: la caja cancela el pago.',
    byCashier: 'La venta se canceló.',
    voided: 'El pago está anulado. El cliente recibe todo de vuelta.',
    lateCharge: 'El cobro llegó después de terminar la venta. El cliente recibe todo de vuelta.',
    goodsGone:
      'Los productos podían entregarse, pero el dinero no llegó. No se cobró nada. Pida al cliente otro pago y avise al encargado.',
    shopsRisk: 'Aceptado por cuenta y riesgo de la tienda. El pago aún no está confirmado.',
    disputed: 'El banco del cliente disputa este pago. No se puede reembolsar hasta que se decida.',
    notCollected:
      'El pago se aprobó, pero no se pudo cobrar. Al cliente no se le cobró. Ofrezca otra forma de pago.',
  },
  unreachable: {
    connecting: { headline: 'Buscando la caja', say: 'Un momento.' },
    lost: {
      headline: 'La caja no responde',
      say: 'No entregue la mercancía ni cobre otra vez. Esta página vuelve sola cuando la caja responda.',
    },
    locked: {
      headline: 'Abra la caja otra vez',
      say: 'La caja se reinició y ya no conoce esta ventana. Ciérrela e inicie la caja de nuevo.',
    },
    again: {
      headline: 'La caja se reinicia',
      say: 'No entregue la mercancía ni cobre otra vez. La caja averigua qué pasó con el último pago. Unos segundos.',
    },
    config: {
      headline: 'La caja no está lista',
      say: 'Sus ajustes no sirven. Llame al técnico. La caja lo intenta sola otra vez.',
    },
    journal: {
      headline: 'El diario no sirve',
      say: 'No cobre aquí y llame al técnico. La caja lo intenta sola otra vez.',
    },
  },
  notice: {
    dismiss: 'Visto',
    chargeGone:
      'Un pago que aquí figuraba como pagado se devolvió al cliente, y no desde esta caja. Busque la venta en la lista y pregunte al encargado.',
    noAnswer: 'La caja no respondió. Mire la venta antes de intentarlo otra vez.',
    signIn: 'Inicie sesión primero.',
    repeated: 'Este código se acaba de escanear. Pida uno nuevo.',
    notWanted: 'Se escaneó un código, pero ninguna venta lo espera. No se usó.',
    unresolved:
      'Un pago anterior de este pedido aún no está aclarado. Escanee de nuevo en un momento o cancele esta venta.',
    refused: {
      wallet: 'Esta billetera no se acepta aquí. Ofrezca otra forma de pago.',
      newer:
        'Este código es más nuevo que esta caja. Ofrezca otra forma de pago y avise en la tienda de que la caja necesita una actualización.',
      notForPaying:
        'Este código de la billetera no es para pagar. Pida al cliente que abra el código de pago y escanee de nuevo.',
      weChat: 'Es un código de WeChat Pay, que no se acepta aquí. Ofrezca otra billetera o forma de pago.',
      unionPay: 'Es un código de UnionPay, que no se acepta aquí. Ofrezca otra billetera o forma de pago.',
      card: 'Es el código de una tarjeta bancaria, que no se acepta aquí. Ofrezca otra billetera o forma de pago.',
      unknown: 'No es un código de pago. Pida al cliente que abra el código de pago y escanee de nuevo.',
      tooLong:
        'Es demasiado largo para un código de pago. Pida al cliente que abra el código de pago y escanee de nuevo.',
      unreadable: 'No se pudo leer el código. Pida al cliente que lo actualice y escanee de nuevo.',
      choose: 'A este código le sirve más de una forma de pago. Elija una.',
      tooOld: 'Ese código ya es demasiado viejo. Pida uno nuevo y escanéelo.',
    },
  },
};
