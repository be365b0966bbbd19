import { plural } from './plural.ts';
import { it as till } from './till/it.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Italian. */
export const it: Catalogue = {
  language: 'it',
  till,
  training: { mark: 'PROVA', say: 'Solo per esercizio. Nessun denaro si muove.' },
  orderDescription: (store) => `Vendita da ${store}`,
  pad: {
    headline: 'Importo da incassare',
    charge: 'Incassa',
    clear: 'Cancella',
    erase: 'Cancella l’ultima cifra',
    point: 'Virgola',
    digits: 'Cifre',
    jammed:
      'Era troppo lungo per un importo, forse un codice letto. Nulla è stato addebitato. Digita di nuovo l’importo.',
    gatewayDown: () =>
      'Il servizio di pagamento non risponde. Ciò che non si può inviare non viene addebitato.',
  },
  awaitingCode: {
    headline: 'Leggi il codice del cliente',
    say: 'Tieni il telefono del cliente sotto il lettore.',
    label: 'Oppure digita il codice',
    use: 'Usa questo codice',
    cancel: 'Annulla',
    choose: 'Come paga il cliente?',
  },
  trainingCode: {
    show: 'Mostra un codice',
    another: 'Altro codice',
    scan: 'Leggi',
    picture: 'Un codice di pagamento di prova',
  },
  submitting: {
    headline: 'Richiesta al portafoglio',
    say: 'Attendi la risposta. Fino ad allora trattieni la merce.',
  },
  customerConfirming: {
    headline: 'Il cliente sta confermando',
    say: 'Chiedi al cliente di confermare sul telefono. Fino ad allora trattieni la merce.',
  },
  capturing: {
    headline: 'Approvato, incasso in corso',
    say: 'Un momento. Trattieni la merce finché non è incassato.',
  },
  checking: {
    headline: 'Esito non ancora noto',
    keep: 'Trattieni la merce.',
    never: 'Non incassare di nuovo.',
    say: 'La cassa continua da sola a chiedere al servizio di pagamento.',
    until: (time) => `Chiede fino alle ${time}, poi annulla.`,
  },
  cancelling: {
    headline: 'Restituzione in corso',
    say: 'L’annullamento è in consegna. Puoi passare alla prossima vendita.',
  },
  cancelThis: 'Annulla questa vendita',
  cancelNoted: 'Annullamento annotato. La cassa chiede prima se è stata pagata.',
  codeLives: (seconds) =>
    plural('it', seconds, {
      one: 'Il codice vale ancora # secondo',
      other: 'Il codice vale ancora # secondi',
    }),
  codeDead: 'Il codice non vale più',
  seconds: 'secondi',
  paid: {
    headline: 'Consegna la merce',
    paid: 'Pagato',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Prossima vendita',
    print: 'Ristampa',
    overtaken: 'Il pagamento è arrivato prima dell’annullamento. Consegna la merce o restituisci il denaro.',
  },
  paper: {
    waiting: 'Lo scontrino attende la stampante.',
    printing: 'Lo scontrino è in stampa.',
    printed: 'Lo scontrino è stampato.',
    notPrinted: () => 'Lo scontrino non è stato stampato. Guarda la stampante.',
    unknown: 'Non si sa se lo scontrino è uscito. Guarda la stampante.',
  },
  slip: {
    print: 'Foglio «non pagato»',
    notPrinted: 'Forse il foglio non è uscito. Guarda la stampante, poi stampa di nuovo.',
  },
  failed: {
    headline: 'Non pagato',
    say: 'Nulla è stato addebitato. Chiedi un altro modo di pagare.',
    retry: 'Leggi di nuovo',
    other: 'Altro pagamento',
  },
  cancelled: {
    headline: 'Vendita annullata',
    say: 'Nulla resta addebitato. Proponi un altro modo di pagare o passa alla prossima vendita.',
  },
  attention: {
    headline: 'Chiama il responsabile',
    say: 'Trattieni la merce e chiama il responsabile.',
    otherAmount: (charged: string, asked: string) =>
      `Addebitati ${charged} invece di ${asked}. Trattieni la merce: il cliente riceve tutto indietro.`,
    manager: 'Solo un responsabile può risolverlo, con il PIN.',
    desk: 'Posto del responsabile',
    owed: (amount) =>
      `Al cliente spettano ${amount}: il servizio di pagamento ha rifiutato di restituirli. Trattenga la merce. Un responsabile li rimborsa al suo posto o nel portale dell’acquirer.`,
    unreadable: (amount) =>
      `Il servizio di pagamento ha addebitato il cliente, ma l’importo non è leggibile. Erano chiesti ${amount}. Trattenga la merce. Un responsabile guarda nel portale dell’acquirer e rimborsa lì o al suo posto.`,
    refunding: 'Un rimborso è approvato e non ancora confermato. Non lo rimborsi di nuovo.',
    theirs: 'Numero del servizio di pagamento',
    ours: 'Numero di questa cassa',
    act: 'Restituisci il denaro',
    next: 'Prossima vendita',
  },
  reasons: {
    expired: 'Il codice è scaduto. Chiedi al cliente di aggiornarlo, poi leggi di nuovo.',
    invalid: 'Il codice non è stato riconosciuto. Chiedi al cliente di aggiornarlo, poi leggi di nuovo.',
    kind: 'Questo tipo di codice non è accettato. Proponi un altro modo di pagare.',
    balance: 'Il saldo non basta. Chiedi un’altra carta o un altro portafoglio.',
    userLimit: 'L’importo supera il limite del cliente. Chiedi un’altra carta o un altro portafoglio.',
    paymentLimit: 'L’importo supera il limite di un pagamento. Proponi un altro modo di pagare.',
    count: 'Il portafoglio ha raggiunto il numero di pagamenti. Chiedine un altro.',
    verify: 'Il portafoglio deve prima verificare il suo utente. Chiedi un altro portafoglio.',
    account: 'Il portafoglio segnala un problema del conto. Chiedi un altro portafoglio.',
    notConfirmed: 'Il pagamento non è stato confermato. Chiedi un codice nuovo e riprova.',
    method: 'Qui non si può pagare così. Chiedi un’altra carta o un altro portafoglio.',
    declined: 'Il pagamento è stato rifiutato. Proponi un altro modo di pagare.',
    regulation: 'Le norme non consentono questo pagamento. Proponi un altro modo di pagare.',
    general: 'Il pagamento non è riuscito. Riprova una volta con un codice nuovo.',
    closed: 'Questo pagamento è chiuso e nulla è stato addebitato. Comincia un nuovo pagamento.',
    setUp: 'Questo negozio non può ancora incassare così. Proponi un altro modo e avvisa il tecnico.',
    technical: 'La richiesta della cassa non è stata accettata. Proponi un altro modo e avvisa il tecnico.',
    unreachable:
      'Nessun collegamento con il servizio di pagamento, nulla è stato addebitato. Riprova o proponi un altro modo.',
    otherAmount:
      'È stato addebitato un importo diverso da quello richiesto. Il cliente riceve tutto indietro.',
    foreign:
      'Questo ordine è addebitato, ma forse da un’altra cassa. Trattenga la merce. Un responsabile cerca la vendita alle altre casse, poi prende l’addebito per questa vendita o lo restituisce.',
    gone: 'Questo pagamento è stato restituito al cliente, e non da questa cassa. Chieda al responsabile e cerchi la vendita alle altre casse.',
    late: 'Nessuna risposta in tempo. Trattieni la merce: nulla resta addebitato.',
    byCashier: 'La vendita è stata annullata. Nulla resta addebitato.',
    voided: 'Il pagamento è annullato. Il cliente riceve tutto indietro.',
    lateCharge: 'L’addebito è arrivato dopo la fine della vendita. Il cliente riceve tutto indietro.',
    notCollected:
      'Il pagamento è stato approvato, ma non è stato possibile incassarlo. Non resta alcun addebito. Proponi un altro modo di pagare.',
  },
  unreachable: {
    connecting: { headline: 'Cerco la cassa', say: 'Un momento.' },
    lost: {
      headline: 'La cassa non risponde',
      say: 'Trattieni la merce e non incassare di nuovo. Questa pagina torna da sola appena la cassa risponde.',
    },
    locked: {
      headline: 'Riapri la cassa',
      say: 'La cassa è ripartita e non conosce più questa finestra. Chiudila e riavvia la cassa.',
    },
    again: {
      headline: 'La cassa riparte',
      say: 'Trattieni la merce e non incassare di nuovo. La cassa verifica l’ultimo pagamento. Pochi secondi.',
    },
    config: {
      headline: 'La cassa non è pronta',
      say: 'Le impostazioni non si possono usare. Chiama il tecnico. La cassa riprova da sola.',
    },
    journal: {
      headline: 'Giornale inutilizzabile',
      say: 'Non incassare qui e chiama il tecnico. La cassa riprova da sola.',
    },
  },
  notice: {
    dismiss: 'Visto',
    chargeGone:
      'Un pagamento che qui risultava pagato è stato restituito al cliente, e non da questa cassa. Cerchi la vendita nella lista e chieda al responsabile.',
    noAnswer: 'La cassa non ha risposto. Guarda la vendita prima di riprovare.',
    repeated: 'Questo codice è stato appena letto. Chiedine uno nuovo.',
    notWanted: 'È stato letto un codice, ma nessuna vendita lo aspetta. Non è stato usato.',
    unresolved:
      'Un pagamento precedente di questo ordine non è ancora chiarito. Leggi di nuovo tra un momento, o annulla questa vendita.',
    refused: {
      wallet: 'Questo portafoglio non è accettato qui. Proponi un altro modo di pagare.',
      newer:
        'Questo codice è più recente di questa cassa. Proponi un altro modo di pagare e avvisa il negozio che la cassa va aggiornata.',
      notForPaying:
        'Questo codice del portafoglio non serve per pagare. Chiedi al cliente di aprire il codice di pagamento e leggi di nuovo.',
      weChat:
        'È un codice WeChat Pay, che qui non è accettato. Proponi un altro portafoglio o modo di pagare.',
      unionPay:
        'È un codice UnionPay, che qui non è accettato. Proponi un altro portafoglio o modo di pagare.',
      card: 'È il codice di una carta bancaria, che qui non è accettato. Proponi un altro portafoglio o modo di pagare.',
      unknown:
        'Non è un codice di pagamento. Chiedi al cliente di aprire il codice di pagamento e leggi di nuovo.',
      tooLong:
        'È troppo lungo per un codice di pagamento. Chiedi al cliente di aprire il codice di pagamento e leggi di nuovo.',
      unreadable:
        'Non è stato possibile leggere il codice. Chiedi al cliente di aggiornarlo e leggi di nuovo.',
      choose: 'A questo codice va bene più di un modo di pagare. Scegline uno.',
      tooOld: 'Quel codice ormai è troppo vecchio. Chiedine uno nuovo e leggilo.',
    },
  },
  tape: {
    headline: 'Vendite',
    empty: 'Ancora nessuna vendita. La più recente starà qui.',
    back: 'Torna alle vendite',
    receipt: 'Scontrino',
    story: 'Che cosa è successo',
    gone: 'Restituito altrove',
    noReceipt: 'Questa vendita non ha scontrino.',
    order: (id) => `Ordine ${id}`,
    attempt: (time, state, code) => `${time} ${state}, codice ${code}`,
    search: 'Cerca',
    searchFor: 'Importo, portafoglio o ordine',
    notFound: 'Nessuna vendita così tra le ultime.',
    more: 'Storia e rimborso',
    searchAll: 'Cerca in tutte le vendite',
  },
  refunds: { pending: 'rimborso in corso', refunded: 'rimborsato', failed: 'rimborso non riuscito' },
  states: {
    awaitingCode: 'Da leggere',
    submitting: 'In richiesta',
    customerConfirming: 'Da confermare',
    checking: 'Non ancora noto',
    capturing: 'Incasso',
    cancelling: 'In restituzione',
    paid: 'Pagato',
    failed: 'Non pagato',
    cancelled: 'Annullato',
    attention: 'Chiama il responsabile',
  },
  voided: 'Stornato',
  strip: {
    label: 'Stato della cassa',
    unreachable: 'La cassa non risponde. Le vendite sopra sono l’ultimo stato noto.',
    gateway: 'Servizio',
    scanner: 'Lettore',
    printer: 'Stampante',
    journal: 'Giornale',
    queue: 'In sospeso',
    ok: 'a posto',
    down: 'guasto',
    none: 'assente',
    fine: (part) => `${part}: tutto a posto.`,
    noneSay: (part) => `${part}: non previsto su questa cassa.`,
    since: (time) => `Dalle ${time}.`,
    owedNothing: 'Nulla è in sospeso.',
    owed: (kind, tries, next) =>
      `${kind}: ${plural('it', tries, { one: '# tentativo', other: '# tentativi' })}, il prossimo alle ${next}.`,
    kinds: { cancel: 'Annullamento', refund: 'Rimborso', inquiry: 'Domanda', receipt: 'Scontrino' },
    technician: 'Tecnico',
    close: 'Chiudi',
  },
  sound: {
    title: 'Suono',
    off: 'spento',
    louder: 'Più forte',
    softer: 'Più piano',
    mute: 'Spegni',
    on: 'Accendi',
  },
  keys: {
    title: 'Tasti',
    amount: 'Cifre e virgola: l’importo',
    main: 'Azione principale',
    second: 'Altra azione',
    search: 'Cerca una vendita',
    refund: 'Rimborso',
    print: 'Ristampa',
    technician: 'Pagina del tecnico',
    technicianBusy: 'Prima finisca o annulli la vendita. Poi apra la pagina del tecnico.',
    help: 'Questi tasti',
    day: 'Chiusura del giorno',
    managerBusy: 'Prima finisca o annulli la vendita. Poi apra il posto del responsabile.',
  },
  faults: {
    title: 'Esercizio con guasto',
    say: 'Il prossimo pagamento va come scelto qui.',
    next: (what) => `Prossimo: ${what}`,
    names: {
      none: 'Tutto va bene',
      'in-process-paid': 'Il cliente conferma tardi',
      'in-process-never': 'Il cliente non conferma mai',
      'lost-answer': 'Addebitato, risposta persa',
      'u-storm-charged': 'Addebitato, mai una risposta chiara',
      'refuse-user-balance-not-enough': 'Saldo insufficiente',
      'refuse-expired-code': 'Codice scaduto',
    },
  },
  customer: {
    idle: 'Paga qui con il telefono',
    showCode: 'Mostra il codice di pagamento',
    refreshCode: 'Aggiorna il codice, per favore',
    wait: 'Un momento, per favore',
    confirm: 'Conferma sul telefono',
    paid: 'Pagato',
    thanks: 'Grazie',
    takeReceipt: 'Scansioni la ricevuta',
    otherWay: 'Paga in un altro modo, per favore',
    cancelled: 'Annullato',
  },
};
