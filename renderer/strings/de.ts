import { de as around } from './around/de.ts';
import { de as trouble } from './trouble/de.ts';
import { plural } from './plural.ts';
import { de as till } from './till/de.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in German. */
export const de: Catalogue = {
  language: 'de',
  till,
  training: { mark: 'ÜBUNG', say: 'Nur zum Üben. Es fließt kein Geld.' },
  test: { mark: 'TEST', say: 'Testsystem des Zahlungsdienstes. Es fließt kein echtes Geld.' },
  orderDescription: (store) => `Verkauf bei ${store}`,
  pad: {
    headline: 'Betrag',
    charge: 'Kassieren',
    clear: 'Löschen',
    erase: 'Letzte Ziffer löschen',
    point: 'Komma',
    digits: 'Ziffern',
    overLimit: (amount) => `Diese Kasse nimmt höchstens ${amount} je Verkauf.`,
    unusual: {
      headline: 'Stimmt dieser Betrag?',
      say: 'Er ist hier ungewöhnlich hoch. Mit der Rechnung vergleichen.',
      change: 'Betrag ändern',
    },
    jammed:
      'Das war zu lang für einen Betrag, vielleicht ein gescannter Code. Nichts wurde abgebucht. Betrag neu eingeben.',
  },
  awaitingCode: {
    headline: 'Code des Kunden scannen',
    say: 'Das Handy des Kunden unter den Scanner halten.',
    type: 'Code eintippen',
    label: 'Oder den Code eintippen',
    use: 'Code verwenden',
    cancel: 'Abbrechen',
    choose: 'Womit zahlt der Kunde?',
  },
  trainingCode: {
    show: 'Neuen Code zeigen',
    another: 'Anderer Code',
    scan: 'Scannen',
    picture: 'Ein Zahlungscode zum Üben',
  },
  submitting: { headline: 'Wallet wird gefragt', say: 'Auf die Antwort warten. Die Ware so lange behalten.' },
  customerConfirming: {
    headline: 'Kunde bestätigt am Handy',
    say: 'Den Kunden bitten, in der Wallet zu bestätigen. Die Ware so lange behalten.',
  },
  approved: {
    word: 'Genehmigt',
    atRisk: 'Angenommen',
    headline: 'Ware übergeben',
    say: 'Der Betrag ist auf der Karte reserviert. Die Kasse zieht ihn von selbst ein.',
  },
  capturing: {
    headline: 'Genehmigt, Zahlung wird eingezogen',
    say: 'Einen Moment. Ware behalten, bis sie eingezogen ist.',
  },
  checking: {
    headline: 'Ergebnis noch nicht bekannt',
    keep: 'Ware behalten.',
    never: 'Nicht noch einmal kassieren.',
    say: 'Die Kasse fragt selbst beim Zahlungsdienst nach.',
    until: (time) => `Sie fragt bis ${time}, dann storniert sie.`,
  },
  cancelling: {
    headline: 'Geld geht zurück',
    say: 'Die Kasse sendet das Storno. Der nächste Verkauf kann beginnen.',
  },
  page: {
    making: { headline: 'Zahlungscode wird erstellt', say: 'Noch ist nichts abgebucht.' },
    shown: {
      headline: 'Kunde scannt die Anzeige',
      say: 'Der Kunde scannt den Code auf der Anzeige mit dem Handy und zahlt dort. Ware behalten, bis bezahlt ist.',
    },
    opened: { headline: 'Kunde zahlt am Handy', say: 'Ware behalten, bis bezahlt ist.' },
    askNow: 'Jetzt nachfragen',
    again: 'Neuer Code',
    closing: {
      headline: 'Zahlung wird geschlossen',
      say: (time) =>
        `Der Kunde kann vielleicht noch bis ${time} zahlen. Dieses Geld geht von selbst zurück. Ware behalten.`,
    },
    late: 'Der Kunde hat zu spät bezahlt. Das Geld geht von selbst zurück.',
    free: 'Anders kassieren',
    override: 'Trotzdem hier kassieren',
  },
  cancelThis: 'Verkauf abbrechen',
  cancelNoted: 'Die Kasse fragt erst, ob bezahlt wurde. Dann bricht sie ab.',
  codeLives: (seconds) =>
    plural('de', seconds, { one: 'Der Code gilt noch # Sekunde', other: 'Der Code gilt noch # Sekunden' }),
  codeDead: 'Der Code gilt nicht mehr',
  seconds: 'Sekunden',
  paid: {
    headline: 'Ware übergeben',
    paid: 'Bezahlt',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Nächster Verkauf',
    print: 'Noch einmal drucken',
    overtaken: 'Die Zahlung kam dem Abbruch zuvor. Die Ware übergeben oder das Geld zurückgeben.',
  },
  paper: {
    waiting: 'Der Beleg wartet auf den Drucker.',
    printing: 'Der Beleg wird gedruckt.',
    printed: 'Der Beleg ist gedruckt.',
    notPrinted: () => 'Der Beleg wurde nicht gedruckt. Bitte am Drucker nachsehen.',
    choose: 'Beleg …',
    asQr: 'Als QR-Code zeigen',
    skip: 'Ohne Beleg weiter',
    on: (p) => `Auf ${p} drucken`,
    skipped: 'Der Beleg wurde ausgelassen.',
    elsewhere: (p) => `Der Beleg kam stattdessen aus dem Drucker ${p}.`,
    unknown: 'Vielleicht ist der Beleg gedruckt, vielleicht nicht. Bitte am Drucker nachsehen.',
  },
  slip: {
    print: 'Zettel „nicht bezahlt“',
    notPrinted: 'Der Zettel ist vielleicht nicht gedruckt. Am Drucker nachsehen, dann noch einmal drucken.',
  },
  failed: {
    headline: 'Nicht bezahlt',
    say: 'Nichts wurde abgebucht. Um eine andere Zahlungsart bitten.',
    retry: 'Neu scannen',
    other: 'Anders bezahlen',
  },
  cancelled: {
    headline: 'Verkauf abgebrochen',
    say: 'Anders bezahlen lassen oder den nächsten Verkauf beginnen.',
    notCharged: 'Dem Kunden wurde nichts abgebucht.',
    refunded: 'Der Kunde hat sein Geld zurück.',
  },
  attention: {
    headline: 'Leitung rufen',
    say: 'Die Ware behalten und die Leitung rufen.',
    otherAmount: (charged: string, asked: string) =>
      `Abgebucht wurden ${charged} statt ${asked}. Die Ware behalten: Der Kunde bekommt alles zurück.`,
    manager: 'Das kann nur die Leitung klären, mit ihrer PIN.',
    desk: 'Platz der Leitung',
    owed: (amount) =>
      `${amount} stehen dem Kunden zu: der Zahlungsdienst hat die Rückgabe abgelehnt. Die Ware behalten. Die Leitung erstattet es an ihrem Platz oder im Portal des Zahlungsdienstes.`,
    unreadable: (amount) =>
      `Der Zahlungsdienst hat abgebucht, aber wie viel ist nicht lesbar. Verlangt waren ${amount}. Die Ware behalten. Die Leitung sieht in seinem Portal nach und erstattet dort oder an ihrem Platz.`,
    refunding: 'Eine Erstattung ist freigegeben und noch nicht bestätigt. Nicht noch einmal erstatten.',
    theirs: 'Nummer beim Zahlungsdienst',
    ours: 'Nummer dieser Kasse',
    act: 'Geld zurückgeben',
    next: 'Nächster Verkauf',
  },
  ...around,
  ...trouble,
};
