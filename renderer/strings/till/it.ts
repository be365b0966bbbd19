import type { TillWords } from './till-words.ts';

/** What the till says, in Italian. */
export const it: TillWords = {
  refused: {
    'order-elsewhere': {
      held: 'Un’altra cassa sta incassando questo ordine, o può averlo fatto. Finirlo là o chiamare il responsabile.',
      paid: 'Questo ordine è stato pagato a un’altra cassa. È chiuso.',
      fenced: 'La centrale ha escluso questa cassa. Chiamare il responsabile.',
      silent:
        'La centrale non risponde e l’ordine è di un’altra cassa. Portarlo là o chiamare il responsabile.',
    },
    'override-refused': 'Niente impedisce di incassare qui questo ordine.',
    'tender-not-available': {
      unknown: 'Questa cassa non conosce questo modo di pagare.',
      notWaiting: 'La vendita non aspetta ora un modo di pagare.',
      noPage: 'Questo modo di pagare qui non funziona. Chiamate il tecnico.',
    },
    'till-busy': {
      sale: 'Prima termina o annulla la vendita sullo schermo.',
      scannerSetup: 'Il lettore è in configurazione. Prima chiudi la pagina del tecnico.',
      acceptance: 'Sono in corso casi di collaudo. Prima lasciali.',
    },
    'retry-refused': {
      declined: 'Questo pagamento è rifiutato in modo definitivo. Proponi un altro modo di pagare.',
      notFailed: 'Si può riprovare solo una vendita che non è stata pagata.',
    },
    'cancel-refused': {
      byPerson: 'La cassa non può annullare da sola questo addebito. Fai ciò che dice lo schermo.',
      notDoubted: 'È già stato risolto nel frattempo. Guarda la vendita.',
    },
    'void-refused': {
      partRefunded: 'Una parte di questo pagamento è già rimborsata. Rimborsa invece il resto.',
      givenBack: 'Il denaro di questo pagamento è già stato restituito.',
      tooLate: 'È troppo tardi per stornare questo pagamento. Rimborsalo invece.',
      noVoid: 'Questo servizio di pagamento non prevede lo storno. Rimborsalo invece.',
    },
    'not-printable': {
      notPaid: 'Solo una vendita pagata ha uno scontrino.',
      noRefund: 'Questa vendita non ha questo rimborso.',
      refundFailed: 'Questo rimborso non è riuscito. Non ha una ricevuta.',
      cannotBeMade: 'Questa carta non si può preparare. Avvisa il tecnico.',
      noPrinter: 'Nessuna stampante di questa cassa stampa questa carta.',
      underWay: 'Questo scontrino è già in viaggio verso la stampante.',
      notUnknown: 'Questo foglietto esiste solo finché non si sa se il pagamento è avvenuto.',
    },
    'not-available': {
      noOffice: 'Questo servizio di pagamento non lo accetta qui. Farlo presso di esso.',
      noCustoms: 'Per questo manca `customs` nella configurazione.',
      noReports: 'Per questo manca `reports.folder` nella configurazione.',
      notKnown: 'Ora non si sa. Riprovare più tardi.',
      trainingOnly: 'Si può fare solo in prova.',
      noConfigFile: 'Questa cassa è avviata senza file di impostazioni.',
      noRestart: 'Questa cassa non si riavvia da sola. Fermala e avviala.',
      noWindowScanner: 'Nessun lettore di questa cassa scrive nella sua finestra.',
      format: 'Questa cassa non prepara carte in questo formato.',
    },
    'store-not-registered':
      'Questo negozio non è ancora registrato per questo. Usare un altro modo di pagare.',
    'order-already-paid': 'Questo ordine è già pagato. Comincia una nuova vendita.',
    'order-exhausted':
      'Questo ordine è stato provato troppe volte. Annullalo e proponi un altro modo di pagare.',
    'not-awaiting-code': 'Ora questa vendita non aspetta un codice.',
    'free-refused': 'Nessun pagamento di questa vendita è ancora aperto.',
    'freeing-off': 'Questa cassa non libera ordini.',
    'accept-refused': 'Questo addebito non si può prendere per la vendita. Guarda la vendita.',
    'not-found': 'La cassa non lo trova. Guarda la lista delle vendite.',
    'amount-over-limit': 'Questo importo supera quanto questa cassa accetta per vendita.',
    'amount-not-payable': 'Questo importo non si può pagare. In rupie deve finire con 00.',
    'invalid-request': 'La cassa non accetta questo inserimento. Controllalo e riprova.',
  },
  misread: 'Il lettore non ha letto bene il codice. Leggilo di nuovo.',
  paymentCode: 'Qui non deve stare un codice di pagamento. Scrivi qualcos’altro.',
  noticed: {
    'badge-unknown': 'Questo badge qui non è noto. Accedi con il PIN.',
    'badge-locked': 'Questa persona per ora è bloccata.',
    'report-not-printed':
      'Il giorno è chiuso, ma la sua carta non è stata stampata. Guarda la stampante e stampala di nuovo.',
    'gateway-alarm': 'Una risposta del servizio di pagamento non è corretta. Avvisa il tecnico.',
  },
  reasons: {
    GIVEN_BACK:
      'Il denaro di questo pagamento è stato restituito al cliente. Se resta da pagare, comincia un nuovo pagamento.',
    REPEAT_REQ_INCONSISTENT:
      'Il servizio di pagamento conosce questo pagamento con altri dati. Non incassare di nuovo e avvisa il tecnico.',
  },
  unlisted: (code) =>
    `Il pagamento è stato rifiutato (${code}). Proponi un altro modo di pagare e di’ questo codice al tecnico.`,
  printsInstead: (p) => `Al suo posto stampa ${p}.`,
  health: {
    noAnswer: 'Il servizio di pagamento non risponde come deve. Controlla il collegamento a internet.',
    noConnection:
      'Nessun collegamento. Non si può incassare. I rimborsi sono conservati e inviati più tardi.',
    clockWrong: 'L’orologio di questo computer è sbagliato. Regolalo e riprova.',
    oldTime: 'Questa cassa ha ancora l’ora vecchia. Fermala e avviala.',
    certificateExpired:
      'Il certificato del servizio di pagamento è scaduto, o l’orologio va avanti. Controlla prima l’orologio.',
    otherHost: 'Risponde un altro al posto del servizio di pagamento. Avvisa il tecnico.',
    filterBetween: 'C’è un filtro tra la cassa e il servizio di pagamento. Avvisa il tecnico.',
    proxyDown: 'Il proxy della rete non lascia passare la cassa. Avvisa il tecnico.',
    untried: 'La cassa prova la stampante per la prima volta.',
    unreachable: 'La stampante non è raggiungibile. Controlla che sia accesa e collegata.',
    silent: 'La stampante non risponde. Controlla che sia accesa.',
    chatter: 'Sulla linea della stampante risponde altro. Avvisa il tecnico.',
    paperOut: 'La carta è finita. Metti un nuovo rotolo.',
    paperLow: 'La carta sta per finire. Prepara un nuovo rotolo.',
    coverOpen: 'Il coperchio della stampante è aperto. Chiudilo.',
    cutterStuck: 'La taglierina della stampante è bloccata. Apri il coperchio e liberala.',
    printerError: 'La stampante segnala un errore. Spegnila e riaccendila.',
    printerPauses: 'La stampante è troppo calda o fa una pausa. Riprende da sola.',
    offline: 'La stampante non è in linea. Guarda le sue spie.',
    brokeOff: 'La stampante si è fermata a metà di una stampa. Guarda la carta e la stampante.',
    queueStopped: 'La coda di stampa di questo computer è ferma. Avvisa il tecnico.',
    unplugged: 'Il lettore è scollegato. Ricollegalo.',
    unusable: 'Il lettore non si può usare. Controlla che sia collegato o avvisa il tecnico.',
    babbles: 'Il lettore invia senza sosta ciò che non è un codice. Scollegalo e ricollegalo.',
    endless: 'Ciò che il lettore invia non ha fine: la sua impostazione è sbagliata. Avvisa il tecnico.',
    misfit: 'Le impostazioni del lettore non sono adatte: chiama il tecnico.',
    sharedKeys: 'Il lettore scrive anche nella finestra. Avvisa il tecnico.',
    owedTooLong: 'Qualcosa aspetta da troppo tempo. Guarda ciò che è in attesa e il collegamento.',
    marksFaulty: 'La cartella dei marchi ha difetti. Avvisa il tecnico.',
    marksMissing: 'Al posto del marchio c’è un testo provvisorio. Avvisa il tecnico.',
    lettersMissing:
      'Un nome del negozio ha segni che non si possono stampare: sulla carta c’è un riquadro vuoto. Avvisa il tecnico.',
  },
};
