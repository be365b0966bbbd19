import type { BenchWords } from './bench-words.ts';

export const it: BenchWords = {
  headline: 'Dispositivi',
  back: 'Alle vendite',
  setUp: 'Configura un lettore',
  noScanner: 'Nessun lettore è configurato.',
  marks: 'Marchi',
  letters: 'Lettere',
  spoke: (time) => `Ultimo segno alle ${time}.`,
  silent: "Nessun segno dall'avvio.",
  advice: 'da controllare',
  trial: { scan: 'Lettura di prova', print: 'Stampa di prova', gateway: 'Verifica' },
  trying: 'Un momento.',
  scanNow: 'Scansioni un codice qualsiasi. Non viene usato.',
  nothing: 'Nessun codice è arrivato. Il lettore è collegato, e suona?',
  saleBegan: 'È iniziata una vendita. Ora usa il lettore.',
  unreadable: 'Il lettore ha inviato qualcosa che non è un codice.',
  rows: {
    scanner: 'Letto da',
    code: 'Codice',
    family: 'Famiglia',
    route: 'Va a',
    aim: 'Identificativo AIM',
    took: 'Arrivato in',
    reached: 'Raggiunto',
    accepted: 'La nostra firma accettata',
    verified: 'La loro firma verificata',
    clock: 'Il loro orologio',
    roundTrip: 'Andata e ritorno',
  },
  yes: 'sì',
  no: 'no',
  unknown: 'non noto',
  printed: 'Stampato. Guardi la pagina: lettere, marchio, codice a barre e codice QR.',
  notPrinted: (why) => `Non stampato: ${why}`,
  maybe: 'Può essere stampato o no. Guardi la stampante.',
  gatewayFine: 'Il servizio risponde come deve.',
  gatewayNot: 'Il servizio non risponde come deve.',
  gatewayFound: {
    patience: 'Chiede pazienza. Riprova tra un minuto.',
    noAnswer: 'Nessuna risposta. Controlla rete e indirizzo.',
    notTheirs: 'La risposta non è firmata con la loro chiave. Controlla chiavi e indirizzo.',
    refused: 'Rifiuta la cassa. Controlla identificativo e chiavi.',
    strange: 'Conosce un pagamento che non può esistere. Avvisa il servizio di pagamento.',
  },
  papers: {
    title: 'Carte',
    log: 'Registro',
    config: 'Impostazioni',
    versions: 'Versioni',
    licences: 'Licenze',
    roles: 'Ruoli',
    noFile: 'Avviata senza file di impostazioni.',
  },
  roles: {
    names: {
      anyone: 'Chiunque',
      cashier: 'Cassiere',
      approver: 'Responsabile con PIN',
      manager: 'Responsabile al suo posto',
      technician: 'Tecnico',
      customer: 'Schermo del cliente',
      program: 'Programma con token',
    },
    may: {
      anyone: 'Vedere le vendite, annullare ciò che non è pagato, ristampare, vedere le attese.',
      cashier: 'Aprire una vendita, prendere un codice o altro, riprovare.',
      approver: 'Rimborsare, stornare, decidere su un addebito dubbio, far incassare in altro modo.',
      manager: 'Totali del giorno, carte, chiusura, rapporti.',
      technician: 'Questa pagina: provare, configurare un lettore, riavviare.',
      customer: 'Mostra al cliente il codice di una pagina di pagamento.',
      program: 'Legge l’indirizzo di una pagina di pagamento.',
    },
    everyone: 'Aperto a tutti: le impostazioni non nominano nessuno.',
    nobody: 'Negato a tutti: le impostazioni non nominano responsabili.',
    program: 'Un programma con il token può tutto. Per vendere, qualcuno ha fatto l’accesso.',
  },
  setup: {
    code: (number, of) => `Scansioni il codice ${number} di ${of}`,
    say: 'Lo scansioni da qui, o un codice suo. Intanto la cassa non prende vendite.',
    picture: 'Un codice da scansionare',
    begins: 'Ricerca dei dispositivi',
    found: 'Lettore trovato',
    notFound: 'Nessun lettore trovato',
    write: 'Scrivi nelle impostazioni',
    leave: 'Lascia così',
    again: 'Riprova',
    stop: 'Ferma',
    written: 'Riavvii per usarlo',
    writtenSay: 'È scritto nelle impostazioni. Il file precedente resta accanto.',
    notWritten: 'Non scritto',
    noFile: 'Questa cassa è avviata senza file di impostazioni. Copi la voce in uno.',
    restart: 'Riavvia la cassa',
  },
  setupSays: {
    noDevice: 'Qui non c’è alcun dispositivo che possa essere un lettore. Colleghi il lettore e ricominci.',
    notListed: ({ line }) =>
      line === 'serial'
        ? 'L’elenco delle porte seriali non si può leggere.'
        : 'I dispositivi HID non si possono leggere. libusb-1.0-0 è installato?',
    device: ({ line, where }) =>
      `${{ serial: 'Porta seriale', hid: 'Lettore HID', keyboard: 'Tastiera' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `Non si può ascoltare ${where}: ${
        {
          missing: 'il dispositivo non c’è più.',
          forbidden: 'questo utente non può farlo.',
          busy: 'lo tiene un altro programma.',
          failed: 'il sistema non lo permette.',
        }[fault]
      }`,
    nothingRead: 'Non è stato letto nulla. Il lettore è collegato, e suona? Ricominci per riprovare.',
    nextRate: ({ baudRate }) => `Ora a ${baudRate} baud. Scansioni di nuovo i tre codici.`,
    differentDevices:
      'I tre codici vengono da dispositivi diversi. Scansioni tutti e tre con un solo lettore.',
    unlikeEnds:
      'I tre codici non finiscono allo stesso modo. Li scansioni di nuovo, uno dopo l’altro, una volta sola.',
    noText: ({ baudRate }) => `A ${baudRate} baud i byte non sono testo.`,
    hidUnreadable:
      'Un lettore HID POS che non si può leggere. Lo imposti su seriale (USB CDC) e ci dica il suo nome.',
    keyboardNoEnd:
      'Un lettore a tastiera che non finisce con un tasto. Imposti il suffisso Invio (CR) sul lettore e scansioni di nuovo.',
    serial: ({ baudRate }) => `Un lettore seriale a ${baudRate} baud.`,
    hid: 'Un lettore HID POS. Non serve un suffisso.',
    keyboard: ({ keyMs }) => `Un lettore a tastiera, ${keyMs} ms per tasto.`,
    begins: ({ signs }) => `Ogni codice comincia con ${signs}.`,
    ends: ({ signs }) => `Ogni codice finisce con ${signs}.`,
    endsBySilence:
      'Nessun codice ha una fine propria: la fa un silenzio. Meglio impostare il suffisso CR sul lettore.',
    typesSlowly: 'Scrive piano, come una persona. Se può, azzeri la sua pausa tra i tasti.',
    aim: 'Invia identificatori AIM; la cassa li toglie.',
    noAim: 'Non invia identificatori AIM; alla cassa non servono.',
    right: 'I codici sono arrivati giusti.',
    typeName: ({ signs }) =>
      `Mette ${signs} davanti a ogni codice. Tolga sul lettore il nome del tipo (codice nel manuale) e scansioni di nuovo.`,
    wrongKeyboard: ({ country }) =>
      `Arrivano segni sbagliati: il lettore scrive per una tastiera ${country === 'French' ? 'francese' : 'tedesca'}. ` +
      'Imposti la sua lingua di tastiera su USA (codice nel manuale) e scansioni di nuovo.',
    unknownCodes: 'La cassa non ha mostrato questi codici; non si può dire se ogni lettera è giusta.',
    entry: 'Questa è la voce per «scanners» nelle impostazioni:',
    notWritten: ({ fault, why }) =>
      ({
        text: 'Il file non si può leggere o cambiare. Prima lo corregga.',
        invalid: `Le impostazioni non sarebbero valide. Prima corregga: ${why}`,
        missing: 'Questo file non esiste.',
        forbidden: 'Questo utente non può scrivere lì. Avvii la cassa come proprietario del file.',
        readOnly: 'Questo disco è di sola lettura.',
        full: 'Questo disco è pieno.',
        failed: 'Il sistema non lascia scrivere.',
      })[fault],
  },
};
