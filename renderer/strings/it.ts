import { it as around } from './around/it.ts';
import { it as trouble } from './trouble/it.ts';
import { plural } from './plural.ts';
import { it as till } from './till/it.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Italian. */
export const it: Catalogue = {
  language: 'it',
  till,
  training: { mark: 'PROVA', say: 'Solo per esercizio. Nessun denaro si muove.' },
  test: { mark: 'TEST', say: 'Sistema di test del servizio di pagamento. Nessun denaro reale si muove.' },
  orderDescription: (store) => `Vendita da ${store}`,
  pad: {
    headline: 'Importo da incassare',
    charge: 'Incassa',
    clear: 'Cancella',
    erase: 'Cancella l’ultima cifra',
    point: 'Virgola',
    digits: 'Cifre',
    overLimit: (amount) => `Questa cassa accetta al massimo ${amount} per vendita.`,
    unusual: {
      headline: 'L’importo è giusto?',
      say: 'È molto più del solito qui. Confrontalo con il conto.',
      change: 'Cambia importo',
    },
    jammed:
      'Era troppo lungo per un importo, forse un codice letto. Nulla è stato addebitato. Digita di nuovo l’importo.',
  },
  awaitingCode: {
    headline: 'Leggi il codice del cliente',
    say: 'Tieni il telefono del cliente sotto il lettore.',
    type: 'Digita il codice',
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
  approved: {
    word: 'Approvato',
    atRisk: 'Accettato',
    headline: 'Consegna la merce',
    say: 'L’importo è bloccato sulla carta. La cassa lo incassa da sola.',
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
  page: {
    making: { headline: 'Preparazione del codice', say: 'Non è stato ancora addebitato nulla.' },
    shown: {
      headline: 'Il cliente scansiona lo schermo',
      say: 'Il cliente scansiona il codice con il telefono e paga lì. Fino ad allora trattieni la merce.',
    },
    opened: {
      headline: 'Il cliente sta pagando',
      say: 'Il cliente paga sul telefono. Fino ad allora trattieni la merce.',
    },
    askNow: 'Verifica ora',
    again: 'Nuovo codice',
    closing: {
      headline: 'Chiusura del pagamento',
      say: (time) =>
        `Il cliente può forse pagare ancora fino alle ${time}. Quel denaro torna indietro da solo. Trattieni la merce.`,
    },
    late: 'Il cliente ha pagato troppo tardi. Il denaro torna indietro da solo.',
    free: 'Incassa in altro modo',
    override: 'Incassa qui comunque',
  },
  cancelThis: 'Annulla questa vendita',
  cancelNoted: 'La cassa chiede prima se è stata pagata. Poi annulla.',
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
    choose: 'Scontrino…',
    asQr: 'Mostra come QR',
    skip: 'Senza scontrino',
    on: (p) => `Stampa su ${p}`,
    skipped: 'Lo scontrino è stato saltato.',
    elsewhere: (p) => `Lo scontrino è uscito da un’altra stampante: ${p}.`,
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
    say: 'Proponi un altro modo di pagare o passa alla prossima vendita.',
    notCharged: 'Al cliente non è stato addebitato nulla.',
    refunded: 'Il cliente è stato rimborsato.',
  },
  attention: {
    headline: 'Chiama il responsabile',
    say: 'Trattieni la merce e chiama il responsabile.',
    otherAmount: (charged: string, asked: string) =>
      `Addebitati ${charged} invece di ${asked}. Trattieni la merce: il cliente riceve tutto indietro.`,
    manager: 'Solo un responsabile può risolverlo, con il PIN.',
    desk: 'Posto del responsabile',
    owed: (amount) =>
      `Al cliente spettano ${amount}: il servizio di pagamento ha rifiutato di restituirli. Trattenga la merce. Un responsabile li rimborsa al suo posto o nel portale del servizio di pagamento.`,
    unreadable: (amount) =>
      `Il servizio di pagamento ha addebitato il cliente, ma l’importo non è leggibile. Erano chiesti ${amount}. Trattenga la merce. Un responsabile guarda nel portale del servizio di pagamento e rimborsa lì o al suo posto.`,
    refunding: 'Un rimborso è approvato e non ancora confermato. Non lo rimborsi di nuovo.',
    theirs: 'Numero del servizio di pagamento',
    ours: 'Numero di questa cassa',
    act: 'Restituisci il denaro',
    next: 'Prossima vendita',
  },
  ...around,
  ...trouble,
};
