import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in German. */
export const de: TroubleWords = {
  reasons: {
    expired: 'Der Code ist abgelaufen. Den Kunden bitten, ihn in der Wallet zu erneuern, dann neu scannen.',
    invalid:
      'Der Code wurde nicht erkannt. Den Kunden bitten, ihn in der Wallet zu erneuern, dann neu scannen.',
    kind: 'Diese Art Code wird nicht angenommen. Eine andere Zahlungsart anbieten.',
    balance: 'Das Guthaben in der Wallet reicht nicht. Um eine andere Karte oder Wallet bitten.',
    userLimit: 'Der Betrag liegt über dem Limit des Kunden. Um eine andere Karte oder Wallet bitten.',
    paymentLimit: 'Der Betrag ist für eine Zahlung zu hoch. Eine andere Zahlungsart anbieten.',
    count: 'Die Wallet hat ihre Anzahl Zahlungen erreicht. Um eine andere Karte oder Wallet bitten.',
    verify: 'Der Nutzer der Wallet muss sich erst ausweisen. Um eine andere Wallet bitten.',
    account: 'Die Wallet meldet ein Problem mit dem Konto. Um eine andere Wallet bitten.',
    notConfirmed: 'Die Zahlung wurde in der Wallet nicht bestätigt. Um einen neuen Code bitten.',
    method: 'Diese Zahlungsart geht hier nicht. Um eine andere Karte oder Wallet bitten.',
    declined: 'Die Zahlung wurde abgelehnt. Eine andere Zahlungsart anbieten.',
    regulation: 'Die Zahlung ist nach den Vorschriften nicht erlaubt. Eine andere Zahlungsart anbieten.',
    general: 'Die Zahlung hat nicht geklappt. Einmal mit einem neuen Code versuchen.',
    closed: 'Diese Zahlung ist geschlossen, nichts wurde abgebucht. Eine neue Zahlung beginnen.',
    setUp:
      'Dieses Geschäft kann so noch nicht kassieren. Eine andere Zahlungsart anbieten und die Technik verständigen.',
    technical:
      'Die Anfrage der Kasse wurde nicht angenommen. Eine andere Zahlungsart anbieten und die Technik verständigen.',
    unreachable:
      'Keine Verbindung zum Zahlungsdienst, nichts wurde abgebucht. Noch einmal versuchen oder anders bezahlen lassen.',
    otherAmount: 'Es wurde ein anderer Betrag abgebucht als verlangt. Der Kunde bekommt alles zurück.',
    foreign:
      'Diese Bestellung ist abgebucht, vielleicht von einer anderen Kasse. Die Ware behalten. Die Leitung sucht den Verkauf an den anderen Kassen; dann übernimmt sie die Abbuchung oder gibt sie zurück.',
    otherRecord:
      'Der Zahlungsdienst hat unter dem Namen dieser Zahlung Geld gebucht, das zu einer anderen gehören soll. Ware behalten. Die Leitung sieht im Portal des Zahlungsdienstes nach.',
    stillOpen:
      'Der Zahlungsdienst sagt immer noch nicht, was aus dieser Zahlung wurde, obwohl ihre Seite längst geschlossen sein müsste. Ware behalten. Die Leitung lässt beim Zahlungsdienst nachsehen. Was doch noch bezahlt wird, geht von selbst zurück.',
    otherTill: 'Diese Bestellung wird gerade an einer anderen Kasse bezahlt. Hier nicht kassieren.',
    gone: 'Diese Zahlung ging an den Kunden zurück, aber nicht durch diese Kasse. Die Leitung fragen und den Verkauf an den anderen Kassen suchen.',
    late: 'Es kam rechtzeitig keine Antwort. Die Ware behalten: die Kasse storniert.',
    byCashier: 'Der Verkauf wurde abgebrochen.',
    voided: 'Die Zahlung ist storniert. Der Kunde bekommt alles zurück.',
    lateCharge: 'Die Wallet zahlte, als der Verkauf schon beendet war. Der Kunde bekommt alles zurück.',
    goodsGone:
      'Die Ware durfte gehen, aber das Geld kam nicht. Es wurde nichts abgebucht. Den Kunden um eine andere Zahlung bitten und der Leitung Bescheid geben.',
    shopsRisk: 'Auf Risiko des Ladens angenommen. Die Zahlung ist noch nicht bestätigt.',
    disputed:
      'Die Bank des Kunden bestreitet diese Zahlung. Sie kann nicht erstattet werden, bis das entschieden ist.',
    notCollected:
      'Die Zahlung wurde genehmigt, konnte aber nicht eingezogen werden. Dem Kunden wurde nichts abgebucht. Andere Zahlungsart anbieten.',
  },
  unreachable: {
    connecting: { headline: 'Kasse wird gesucht', say: 'Einen Augenblick.' },
    lost: {
      headline: 'Die Kasse antwortet nicht',
      say: 'Die Ware behalten und nicht noch einmal kassieren. Diese Seite kommt von selbst zurück, sobald die Kasse antwortet.',
    },
    locked: {
      headline: 'Kasse neu öffnen',
      say: 'Die Kasse wurde neu gestartet und kennt dieses Fenster nicht mehr. Das Fenster schließen und die Kasse neu starten.',
    },
    again: {
      headline: 'Die Kasse startet neu',
      say: 'Die Ware behalten und nicht noch einmal kassieren. Die Kasse fragt nach, was aus der letzten Zahlung wurde. Ein paar Sekunden.',
    },
    config: {
      headline: 'Kasse nicht eingerichtet',
      say: 'Ihre Einstellungen sind nicht brauchbar. Die Technik rufen. Die Kasse versucht es von selbst weiter.',
    },
    journal: {
      headline: 'Journal nicht nutzbar',
      say: 'Hier nicht kassieren und die Technik rufen. Die Kasse versucht es von selbst weiter.',
    },
  },
  notice: {
    dismiss: 'Gelesen',
    chargeGone:
      'Eine Zahlung, die hier als bezahlt stand, ging an den Kunden zurück, aber nicht durch diese Kasse. Den Verkauf in der Liste suchen und die Leitung fragen.',
    noAnswer: 'Die Kasse hat nicht geantwortet. Erst den Verkauf ansehen, dann noch einmal versuchen.',
    signIn: 'Erst anmelden.',
    repeated: 'Dieser Code wurde eben erst gescannt. Um einen neuen bitten.',
    notWanted: 'Ein Code wurde gescannt, aber kein Verkauf wartet darauf. Er wurde nicht verwendet.',
    unresolved:
      'Eine frühere Zahlung dieser Bestellung ist noch nicht geklärt. Gleich noch einmal scannen oder diesen Verkauf abbrechen.',
    refused: {
      wallet: 'Diese Wallet wird hier nicht angenommen. Um eine andere Zahlungsart bitten.',
      newer:
        'Dieser Code ist neuer als diese Kasse. Um eine andere Zahlungsart bitten und im Laden sagen, dass die Kasse ein Update braucht.',
      notForPaying:
        'Dieser Code der Wallet ist nicht zum Bezahlen. Den Kunden bitten, den Zahlungscode zu öffnen, und neu scannen.',
      weChat:
        'Das ist ein Code von WeChat Pay, das hier nicht angenommen wird. Um eine andere Wallet oder Zahlungsart bitten.',
      unionPay:
        'Das ist ein Code von UnionPay, das hier nicht angenommen wird. Um eine andere Wallet oder Zahlungsart bitten.',
      card: 'Das ist der Code einer Bankkarte, der hier nicht angenommen wird. Um eine andere Wallet oder Zahlungsart bitten.',
      unknown: 'Das ist kein Zahlungscode. Den Kunden bitten, den Zahlungscode zu öffnen, und neu scannen.',
      tooLong:
        'Das ist zu lang für einen Zahlungscode. Den Kunden bitten, den Zahlungscode zu öffnen, und neu scannen.',
      unreadable: 'Der Code war nicht zu lesen. Den Kunden bitten, ihn zu erneuern, und neu scannen.',
      choose: 'Zu diesem Code passt mehr als eine Zahlungsart. Eine auswählen.',
      tooOld: 'Dieser Code ist jetzt zu alt. Um einen neuen bitten und ihn scannen.',
    },
  },
};
