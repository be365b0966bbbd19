import type { BenchWords } from './bench-words.ts';

export const de: BenchWords = {
  headline: 'Geräte',
  back: 'Zu den Verkäufen',
  setUp: 'Scanner einrichten',
  change: 'Einstellungen ändern',
  changeSay: 'Die Leitung gibt die Änderung frei: Die Einstellungen sagen, wer Geld zurückgeben darf.',
  report: 'Bericht für Helfer',
  reported: (file: string) => `Geschrieben: ${file}`,
  noScanner: 'Kein Scanner ist eingerichtet.',
  marks: 'Zeichen',
  letters: 'Buchstaben',
  spoke: (time) => `Zuletzt gemeldet um ${time}.`,
  silent: 'Seit dem Start nicht gemeldet.',
  advice: 'ansehen',
  trial: { scan: 'Probescan', print: 'Probedruck', gateway: 'Prüfen' },
  trying: 'Einen Augenblick.',
  scanNow: 'Jetzt irgendeinen Code scannen. Er wird nicht verwendet.',
  nothing: 'Es kam kein Code. Steckt der Scanner, und piept er?',
  saleBegan: 'Ein Verkauf hat begonnen. Er braucht jetzt den Scanner.',
  unreadable: 'Der Scanner hat etwas gesendet, das kein Code ist.',
  rows: {
    scanner: 'Gelesen von',
    code: 'Code',
    family: 'Familie',
    route: 'Geht an',
    aim: 'AIM-Kennung',
    took: 'Kam innerhalb von',
    reached: 'Erreicht',
    accepted: 'Unsere Signatur angenommen',
    verified: 'Ihre Signatur geprüft',
    clock: 'Ihre Uhr',
    roundTrip: 'Hin und zurück',
  },
  yes: 'ja',
  no: 'nein',
  unknown: 'nicht bekannt',
  printed: 'Gedruckt. Das Blatt ansehen: Buchstaben, Zeichen, Strichcode und QR-Code.',
  notPrinted: (why) => `Nicht gedruckt: ${why}`,
  maybe: 'Es ist vielleicht gedruckt, vielleicht nicht. Am Drucker nachsehen.',
  gatewayFine: 'Der Dienst antwortet, wie er soll.',
  gatewayNot: 'Der Dienst antwortet nicht, wie er soll.',
  gatewayFound: {
    patience: 'Er bittet um Geduld. In einer Minute neu versuchen.',
    noAnswer: 'Keine Antwort. Netz und Adresse prüfen.',
    notTheirs: 'Die Antwort trägt nicht ihre Unterschrift. Schlüssel und Adresse prüfen.',
    refused: 'Er lehnt die Kasse ab. Kunden-ID und Schlüssel prüfen.',
    strange: 'Er kennt eine Zahlung, die es nicht geben kann. Dem Zahlungsdienst melden.',
  },
  papers: {
    title: 'Papiere',
    log: 'Protokoll',
    config: 'Konfiguration',
    versions: 'Versionen',
    licences: 'Lizenzen',
    roles: 'Rollen',
    noFile: 'Ohne Konfigurationsdatei gestartet.',
  },
  roles: {
    names: {
      anyone: 'Alle',
      cashier: 'Kassierer',
      approver: 'Leitung mit PIN',
      manager: 'Leitung an ihrem Platz',
      technician: 'Technik',
      customer: 'Kundenbildschirm',
      program: 'Programm mit Token',
    },
    may: {
      anyone: 'Verkäufe ansehen, Unbezahltes abbrechen, noch einmal drucken, sehen, was wartet.',
      cashier: 'Verkauf beginnen, Code oder andere Zahlungsart nehmen, neu versuchen.',
      approver:
        'Erstatten, stornieren, über eine zweifelhafte Abbuchung entscheiden, anders kassieren lassen.',
      manager: 'Summen des Tages, seine Papiere, sein Abschluss, Berichte.',
      technician: 'Diese Seite: Geräte prüfen, Scanner einrichten, neu starten.',
      customer: 'Zeigt dem Kunden den Code einer Zahlungsseite.',
      program: 'Liest die Adresse einer Zahlungsseite.',
    },
    everyone: 'Offen für alle: Die Konfiguration nennt niemanden dafür.',
    nobody: 'Für alle abgelehnt: Die Konfiguration nennt keine Leitung.',
    program: 'Ein Programm mit dem Token darf alles. Zum Verkaufen ist jemand angemeldet.',
  },
  setup: {
    code: (number, of) => `Code ${number} von ${of} scannen`,
    say: 'Von hier scannen oder einen eigenen Code. Die Kasse nimmt solange keinen Verkauf an.',
    picture: 'Ein Code zum Scannen',
    begins: 'Geräte werden gesucht',
    found: 'Scanner gefunden',
    notFound: 'Kein Scanner gefunden',
    write: 'In die Konfiguration schreiben',
    leave: 'So lassen',
    again: 'Noch einmal',
    stop: 'Aufhören',
    written: 'Neu starten zum Benutzen',
    writtenSay: 'Es steht in der Konfiguration. Die alte liegt daneben.',
    notWritten: 'Nicht geschrieben',
    noFile: 'Diese Kasse läuft ohne Konfigurationsdatei. Den Eintrag in eine kopieren.',
    restart: 'Kasse neu starten',
  },
  setupSays: {
    noDevice: 'Hier ist kein Gerät, das ein Scanner sein könnte. Den Scanner anstecken und neu beginnen.',
    notListed: ({ line }) =>
      line === 'serial'
        ? 'Die seriellen Anschlüsse lassen sich nicht auflisten.'
        : 'Die HID-Geräte lassen sich nicht lesen. Ist libusb-1.0-0 installiert?',
    device: ({ line, where }) =>
      `${{ serial: 'Serieller Anschluss', hid: 'HID-Scanner', keyboard: 'Tastatur' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `${where} lässt sich nicht abhören: ${
        {
          missing: 'Das Gerät ist weg.',
          forbidden: 'Dieser Benutzer darf es nicht.',
          busy: 'Ein anderes Programm hält es.',
          failed: 'Das System lehnt es ab.',
        }[fault]
      }`,
    nothingRead:
      'Nichts wurde gelesen. Steckt der Scanner, und piept er? Für einen neuen Versuch neu beginnen.',
    nextRate: ({ baudRate }) =>
      `Als Nächstes mit ${baudRate} Baud. Bitte die drei Codes noch einmal scannen.`,
    differentDevices: 'Die drei Codes kamen von verschiedenen Geräten. Alle drei mit einem Scanner scannen.',
    unlikeEnds: 'Die drei Codes endeten nicht gleich. Sie noch einmal scannen, nacheinander, jeden einmal.',
    noText: ({ baudRate }) => `Bei ${baudRate} Baud sind die Bytes kein Text.`,
    hidUnreadable:
      'Ein HID-POS-Scanner, der sich nicht lesen lässt. Ihn auf seriell (USB CDC) stellen und seinen Namen melden.',
    keyboardNoEnd:
      'Ein Tastatur-Scanner ohne Taste am Ende. Am Scanner die Endung Enter (CR) einstellen und neu scannen.',
    serial: ({ baudRate }) => `Ein serieller Scanner mit ${baudRate} Baud.`,
    hid: 'Ein HID-POS-Scanner. Er braucht keine Endung.',
    keyboard: ({ keyMs }) => `Ein Tastatur-Scanner, ${keyMs} ms je Taste.`,
    begins: ({ signs }) => `Jeder Code beginnt mit ${signs}.`,
    ends: ({ signs }) => `Jeder Code endet mit ${signs}.`,
    endsBySilence:
      'Kein Code hat ein eigenes Ende: Stille beendet ihn. Besser am Scanner die Endung CR einstellen.',
    typesSlowly: 'Er tippt langsam wie ein Mensch. Wenn möglich seine Tastenpause auf null stellen.',
    aim: 'Er sendet AIM-Kennungen; die Kasse nimmt sie ab.',
    noAim: 'Er sendet keine AIM-Kennungen; die Kasse braucht keine.',
    right: 'Die Codes kamen richtig an.',
    typeName: ({ signs }) =>
      `Er setzt ${signs} vor jeden Code. Den Namen der Codeart am Scanner abschalten (Code dafür im Handbuch) und neu scannen.`,
    wrongKeyboard: ({ country }) =>
      `Zeichen kommen falsch an: Der Scanner tippt für eine ${country === 'French' ? 'französische' : 'deutsche'} Tastatur. ` +
      'Seine Tastatursprache auf USA stellen (Code dafür im Handbuch) und neu scannen.',
    unknownCodes:
      'Diese Codes hat die Kasse nicht gezeigt; ob jeder Buchstabe stimmt, lässt sich nicht sagen.',
    entry: 'Das ist der Eintrag für „scanners“ in der Konfiguration:',
    notWritten: ({ fault, why }) =>
      ({
        text: 'Die Datei lässt sich nicht lesen oder nicht ändern. Sie zuerst in Ordnung bringen.',
        invalid: `Die Konfiguration wäre nicht gültig. Das zuerst beheben: ${why}`,
        missing: 'Die Datei gibt es nicht.',
        forbidden: 'Dieser Benutzer darf dort nicht schreiben. Die Kasse als Besitzer der Datei starten.',
        readOnly: 'Auf diesen Datenträger lässt sich nicht schreiben.',
        full: 'Der Datenträger ist voll.',
        failed: 'Das System lehnt das Schreiben ab.',
      })[fault],
  },
};
