import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in Italian. */
export const it: TroubleWords = {
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
    otherRecord:
      'Il servizio di pagamento tiene, a nome di questo pagamento, denaro che dice essere di un altro pagamento. Trattieni la merce. Un responsabile controlla sul portale del servizio di pagamento.',
    stillOpen:
      'Il servizio di pagamento non dice ancora che cosa è successo a questo pagamento, anche se la sua pagina dovrebbe essere chiusa da tempo. Trattieni la merce. Un responsabile chiede al servizio di pagamento di controllare. Ciò che venisse ancora pagato torna indietro da solo.',
    otherTill: 'Questo ordine si sta pagando a un’altra cassa. Non lo incassi qui.',
    gone: 'Questo pagamento è stato restituito al cliente, e non da questa cassa. Chieda al responsabile e cerchi la vendita alle altre casse.',
    late: 'Nessuna risposta in tempo. Trattieni la merce: la cassa annulla il pagamento.',
    byCashier: 'La vendita è stata annullata.',
    voided: 'Il pagamento è annullato. Il cliente riceve tutto indietro.',
    lateCharge: 'L’addebito è arrivato dopo la fine della vendita. Il cliente riceve tutto indietro.',
    goodsGone:
      'La merce poteva uscire, ma il denaro non è arrivato. Non è stato addebitato nulla. Chiedi al cliente un altro pagamento e avvisa il responsabile.',
    shopsRisk: 'Accettato a rischio del negozio. Il pagamento non è ancora confermato.',
    disputed:
      'La banca del cliente contesta questo pagamento. Non può essere rimborsato finché non è deciso.',
    notCollected:
      'Il pagamento è stato approvato, ma non è stato possibile incassarlo. Al cliente non è stato addebitato nulla. Proponi un altro modo di pagare.',
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
    signIn: 'Prima accedi.',
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
};
