import type { TillWords } from './till-words.ts';

/** What the till says, in German. */
export const de: TillWords = {
  refused: {
    'order-elsewhere': {
      held: 'Eine andere Kasse kassiert diese Bestellung oder hat es schon getan. Dort beenden oder die Leitung rufen.',
      paid: 'Diese Bestellung wurde an einer anderen Kasse bezahlt. Sie ist abgeschlossen.',
      fenced: 'Die Zentrale hat diese Kasse ausgeschlossen. Rufen Sie die Leitung.',
      silent:
        'Die Zentrale antwortet nicht, und die Bestellung gehört einer anderen Kasse. Dorthin bringen oder die Leitung rufen.',
    },
    'override-refused': 'Hier hält nichts diese Bestellung auf.',
    'tender-not-available': {
      unknown: 'Diese Kasse kennt diese Zahlungsart nicht.',
      notWaiting: 'Der Verkauf wartet gerade auf keine Zahlungsart.',
      noPage: 'Diese Zahlungsart geht hier nicht. Rufen Sie die Technik.',
    },
    'till-busy': {
      sale: 'Erst den Verkauf auf dem Bildschirm beenden oder abbrechen.',
      scannerSetup: 'Der Scanner wird gerade eingerichtet. Erst die Seite der Technik schließen.',
      acceptance: 'Es laufen Abnahmefälle. Erst diese verlassen.',
    },
    'retry-refused': {
      declined: 'Diese Zahlung ist endgültig abgelehnt. Eine andere Zahlungsart nehmen.',
      notFailed: 'Nur ein Verkauf, der nicht bezahlt wurde, kann noch einmal versucht werden.',
    },
    'cancel-refused': {
      byPerson: 'Die Kasse kann diese Abbuchung nicht selbst stornieren. Tun, was der Bildschirm sagt.',
      notDoubted: 'Das ist inzwischen geklärt. Den Verkauf ansehen.',
    },
    'void-refused': {
      partRefunded: 'Ein Teil dieser Zahlung ist schon erstattet. Stattdessen den Rest erstatten.',
      givenBack: 'Das Geld dieser Zahlung ging schon zurück.',
      tooLate: 'Für ein Storno dieser Zahlung ist es zu spät. Stattdessen erstatten.',
      noVoid: 'Dieser Zahlungsdienst kennt kein Storno. Stattdessen erstatten.',
    },
    'not-printable': {
      notPaid: 'Nur ein bezahlter Verkauf hat einen Beleg.',
      noRefund: 'Zu diesem Verkauf gibt es keine solche Erstattung.',
      refundFailed: 'Diese Erstattung hat nicht geklappt. Dazu gibt es keinen Beleg.',
      cannotBeMade: 'Dieses Papier lässt sich nicht erstellen. Die Technik verständigen.',
      noPrinter: 'Kein Drucker dieser Kasse druckt dieses Papier.',
      underWay: 'Dieser Beleg ist schon auf dem Weg zum Drucker.',
      notUnknown: 'Einen solchen Zettel gibt es nur, solange nicht bekannt ist, ob bezahlt wurde.',
    },
    'not-available': {
      noOffice: 'Dieser Zahlungsdienst nimmt das hier nicht an. Es dort erledigen.',
      noCustoms: 'Dafür fehlt `customs` in der Konfiguration.',
      noReports: 'Dafür fehlt `reports.folder` in der Konfiguration.',
      notKnown: 'Das ist gerade nicht bekannt. Später noch einmal versuchen.',
      trainingOnly: 'Das geht nur beim Üben.',
      noConfigFile: 'Diese Kasse wurde ohne Konfigurationsdatei gestartet.',
      noRestart: 'Diese Kasse startet nicht von selbst neu. Sie beenden und wieder starten.',
      noWindowScanner: 'Kein Scanner dieser Kasse tippt in ihr Fenster.',
      format: 'In diesem Format gibt es hier kein Papier.',
    },
    'store-not-registered': 'Dieser Laden ist dafür noch nicht angemeldet. Anders bezahlen lassen.',
    'order-already-paid': 'Diese Bestellung ist schon bezahlt. Einen neuen Verkauf beginnen.',
    'order-exhausted': 'Diese Bestellung wurde zu oft versucht. Sie abbrechen und anders bezahlen lassen.',
    'not-awaiting-code': 'Dieser Verkauf wartet gerade nicht auf einen Code.',
    'free-refused': 'Zu diesem Verkauf ist keine Zahlung mehr offen.',
    'freeing-off': 'Diese Kasse gibt keine Bestellungen frei.',
    'accept-refused': 'Diese Abbuchung lässt sich nicht für den Verkauf übernehmen. Den Verkauf ansehen.',
    'not-found': 'Die Kasse findet das nicht. In der Liste der Verkäufe nachsehen.',
    'amount-over-limit': 'Dieser Betrag ist größer, als diese Kasse in einem Verkauf nimmt.',
    'amount-not-payable': 'Dieser Betrag kann nicht bezahlt werden. Ein Betrag in Rupiah muss auf 00 enden.',
    'invalid-request':
      'Diese Eingabe nimmt die Kasse nicht an. Die Eingabe prüfen und noch einmal versuchen.',
  },
  misread: 'Der Scanner hat den Code nicht richtig gelesen. Noch einmal scannen.',
  paymentCode: 'Hier darf kein Zahlungscode stehen. Etwas anderes eingeben.',
  noticed: {
    'badge-unknown': 'Dieser Ausweis ist hier nicht bekannt. Mit der PIN anmelden.',
    'badge-locked': 'Diese Person ist gerade gesperrt.',
    'report-not-printed':
      'Der Tag ist abgeschlossen, aber sein Papier wurde nicht gedruckt. Am Drucker nachsehen und noch einmal drucken.',
    'gateway-alarm': 'Eine Antwort des Zahlungsdienstes stimmt nicht. Die Technik verständigen.',
  },
  reasons: {
    GIVEN_BACK:
      'Das Geld dieser Zahlung ging an den Kunden zurück. Ist noch etwas offen, eine neue Zahlung beginnen.',
    REPEAT_REQ_INCONSISTENT:
      'Der Zahlungsdienst kennt diese Zahlung mit anderen Angaben. Nicht noch einmal kassieren und die Technik verständigen.',
  },
  unlisted: (code) =>
    `Die Zahlung wurde abgelehnt (${code}). Eine andere Zahlungsart anbieten und der Technik diesen Code nennen.`,
  printsInstead: (p) => `Stattdessen druckt ${p}.`,
  health: {
    noAnswer: 'Der Zahlungsdienst antwortet nicht, wie er soll. Die Verbindung zum Internet prüfen.',
    noConnection:
      'Keine Verbindung. Zahlungen sind nicht möglich. Erstattungen werden aufgehoben und später gesendet.',
    clockWrong: 'Die Uhr dieses Rechners geht falsch. Sie stellen und neu versuchen.',
    oldTime: 'Diese Kasse hat noch die alte Uhrzeit. Sie beenden und wieder starten.',
    certificateExpired:
      'Das Zertifikat des Zahlungsdienstes ist abgelaufen, oder die Uhr geht vor. Erst die Uhr prüfen.',
    otherHost: 'Statt des Zahlungsdienstes antwortet ein anderer. Die Technik verständigen.',
    filterBetween: 'Ein Filter steht zwischen Kasse und Zahlungsdienst. Die Technik verständigen.',
    proxyDown: 'Der Proxy des Netzes lässt die Kasse nicht durch. Die Technik verständigen.',
    untried: 'Der Drucker wird gerade zum ersten Mal angesprochen.',
    unreachable: 'Der Drucker ist nicht zu erreichen. Prüfen, ob er an und angeschlossen ist.',
    silent: 'Der Drucker antwortet nicht. Prüfen, ob er eingeschaltet ist.',
    chatter: 'Am Druckeranschluss antwortet etwas anderes. Die Technik verständigen.',
    paperOut: 'Das Papier ist alle. Eine neue Rolle einlegen.',
    paperLow: 'Das Papier ist bald alle. Eine neue Rolle bereitlegen.',
    coverOpen: 'Die Klappe des Druckers ist offen. Sie schließen.',
    cutterStuck: 'Das Messer des Druckers klemmt. Die Klappe öffnen und es lösen.',
    printerError: 'Der Drucker meldet einen Fehler. Ihn aus- und wieder einschalten.',
    printerPauses: 'Der Drucker ist zu heiß oder macht eine Pause. Er druckt von selbst weiter.',
    offline: 'Der Drucker ist offline. Seine Lämpchen ansehen.',
    brokeOff: 'Der Drucker hat mitten im Druck aufgehört. Das Papier und den Drucker ansehen.',
    queueStopped: 'Die Druckerwarteschlange dieses Rechners steht. Die Technik verständigen.',
    unplugged: 'Der Scanner ist nicht angesteckt. Ihn wieder anstecken.',
    unusable:
      'Der Scanner ist nicht zu gebrauchen. Prüfen, ob er angesteckt ist, sonst die Technik verständigen.',
    babbles: 'Der Scanner sendet pausenlos, was kein Code ist. Ihn abziehen und wieder anstecken.',
    endless:
      'Was der Scanner sendet, hat kein Ende: seine Einstellung passt nicht. Die Technik verständigen.',
    misfit: 'Die Einstellungen des Scanners passen nicht: die Technik rufen.',
    sharedKeys: 'Der Scanner tippt auch in das Fenster. Die Technik verständigen.',
    owedTooLong: 'Etwas wartet schon zu lange. Ansehen, was wartet, und die Verbindung prüfen.',
    marksFaulty: 'Im Ordner der Markenzeichen ist etwas fehlerhaft. Die Technik verständigen.',
    marksMissing: 'Statt des Markenzeichens steht nur ein Platzhalter. Die Technik verständigen.',
    lettersMissing:
      'Ein Name des Geschäfts hat Zeichen, die keine Schrift hat: Auf Papier steht ein leeres Kästchen. Die Technik verständigen.',
  },
};
