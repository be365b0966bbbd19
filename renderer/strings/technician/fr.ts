import type { BenchWords } from './bench-words.ts';

export const fr: BenchWords = {
  headline: 'Appareils',
  back: 'Retour aux ventes',
  setUp: 'Installer un lecteur',
  noScanner: "Aucun lecteur n'est installé.",
  marks: 'Marques',
  letters: 'Lettres',
  spoke: (time) => `Dernier signe à ${time}.`,
  silent: 'Aucun signe depuis le démarrage.',
  advice: 'à vérifier',
  trial: { scan: 'Lecture test', print: 'Impression test', gateway: 'Vérifier' },
  trying: 'Un instant.',
  scanNow: "Scannez un code quelconque. Il n'est pas utilisé.",
  nothing: "Aucun code n'est venu. Le lecteur est-il branché, et bipe-t-il ?",
  saleBegan: 'Une vente a commencé et prend le lecteur.',
  unreadable: 'Le lecteur a envoyé autre chose qu’un code.',
  rows: {
    scanner: 'Lu par',
    code: 'Code',
    family: 'Famille',
    route: 'Va vers',
    aim: 'Identifiant AIM',
    took: 'Venu en',
    reached: 'Atteint',
    accepted: 'Notre signature acceptée',
    verified: 'Leur signature vérifiée',
    clock: 'Leur horloge',
    roundTrip: 'Aller-retour',
  },
  yes: 'oui',
  no: 'non',
  unknown: 'inconnu',
  printed: 'Imprimé. Regardez la page : lettres, marque, code-barres et code QR.',
  notPrinted: (why) => `Non imprimé : ${why}`,
  maybe: "C'est peut-être imprimé, peut-être pas. Regardez l'imprimante.",
  gatewayFine: 'Le service répond comme il faut.',
  gatewayNot: 'Le service ne répond pas comme il faut.',
  gatewayFound: {
    patience: 'Il demande de patienter. Réessayez dans une minute.',
    noAnswer: 'Aucune réponse. Vérifiez le réseau et l’adresse.',
    notTheirs: 'La réponse n’est pas signée avec leur clé. Vérifiez clés et adresse.',
    refused: 'Il refuse la caisse. Vérifiez l’identifiant et les clés.',
    strange: 'Il connaît un paiement qui ne peut exister. Prévenez le service de paiement.',
  },
  papers: {
    title: 'Papiers',
    log: 'Journal',
    config: 'Réglages',
    versions: 'Versions',
    licences: 'Licences',
    roles: 'Rôles',
    noFile: 'Démarré sans fichier de réglages.',
  },
  roles: {
    names: {
      anyone: 'Tout le monde',
      cashier: 'Caissier',
      approver: 'Responsable avec PIN',
      manager: 'Responsable à son poste',
      technician: 'Technicien',
      customer: 'Écran du client',
      program: 'Programme avec jeton',
    },
    may: {
      anyone: 'Voir les ventes, annuler ce qui n’est pas payé, réimprimer, voir ce qui attend.',
      cashier: 'Ouvrir une vente, prendre un code ou un autre moyen, réessayer.',
      approver: 'Rembourser, annuler un paiement, décider d’un débit douteux, laisser encaisser autrement.',
      manager: 'Totaux du jour, papiers, clôture, rapports.',
      technician: 'Cette page : essayer, installer un lecteur, redémarrer.',
      customer: 'Montre au client le code d’une page de paiement.',
      program: 'Lit l’adresse d’une page de paiement.',
    },
    everyone: 'Ouvert à tous : les réglages ne nomment personne.',
    nobody: 'Refusé à tous : les réglages ne nomment aucun responsable.',
    program: 'Un programme avec le jeton peut tout faire. Pour vendre, quelqu’un est connecté.',
  },
  setup: {
    code: (number, of) => `Scannez le code ${number} sur ${of}`,
    say: 'Scannez-le ici, ou un code à vous. La caisse ne prend aucune vente pendant ce temps.',
    picture: 'Un code à scanner',
    begins: 'Recherche des appareils',
    found: 'Lecteur trouvé',
    notFound: 'Aucun lecteur trouvé',
    write: 'Écrire dans les réglages',
    leave: 'Laisser ainsi',
    again: 'Réessayer',
    stop: 'Arrêter',
    written: "Redémarrez pour l'utiliser",
    writtenSay: "C'est écrit dans les réglages. L'ancien fichier est gardé à côté.",
    notWritten: 'Non écrit',
    noFile: "Cette caisse a démarré sans fichier de réglages. Copiez l'entrée dans un fichier.",
    restart: 'Redémarrer la caisse',
  },
  setupSays: {
    noDevice: 'Aucun appareil ici ne peut être un lecteur. Branchez le lecteur et recommencez.',
    notListed: ({ line }) =>
      line === 'serial'
        ? 'La liste des ports série ne peut pas être lue.'
        : 'Les appareils HID ne peuvent pas être lus. libusb-1.0-0 est-il installé ?',
    device: ({ line, where }) =>
      `${{ serial: 'Port série', hid: 'Lecteur HID', keyboard: 'Clavier' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `Impossible d’écouter ${where} : ${
        {
          missing: 'l’appareil n’est plus là.',
          forbidden: 'cet utilisateur n’en a pas le droit.',
          busy: 'un autre programme l’occupe.',
          failed: 'le système refuse.',
        }[fault]
      }`,
    nothingRead:
      'Rien n’a été lu. Le lecteur est-il branché, fait-il un bip ? Recommencez pour un nouvel essai.',
    nextRate: ({ baudRate }) => `Essai suivant à ${baudRate} bauds. Scannez encore une fois les trois codes.`,
    differentDevices:
      'Les trois codes viennent d’appareils différents. Scannez les trois avec un seul lecteur.',
    unlikeEnds:
      'Les trois codes ne finissent pas pareil. Scannez-les encore, l’un après l’autre, une fois chacun.',
    noText: ({ baudRate }) => `À ${baudRate} bauds, les octets ne sont pas du texte.`,
    hidUnreadable: 'Un lecteur HID POS illisible. Réglez-le en série (USB CDC) et signalez-nous son nom.',
    keyboardNoEnd:
      'Un lecteur clavier qui ne finit pas par une touche. Réglez le suffixe Entrée (CR) sur le lecteur, puis scannez encore.',
    serial: ({ baudRate }) => `Un lecteur série à ${baudRate} bauds.`,
    hid: 'Un lecteur HID POS. Il n’a pas besoin de suffixe.',
    keyboard: ({ keyMs }) => `Un lecteur clavier, ${keyMs} ms par touche.`,
    begins: ({ signs }) => `Chaque code commence par ${signs}.`,
    ends: ({ signs }) => `Chaque code finit par ${signs}.`,
    endsBySilence:
      'Aucun code n’a de fin propre : un silence le finit. Mieux vaut régler le suffixe CR sur le lecteur.',
    typesSlowly: 'Il tape lentement, comme une personne. Si possible, réglez son délai entre touches à zéro.',
    aim: 'Il envoie des identifiants AIM ; la caisse les retire.',
    noAim: 'Il n’envoie pas d’identifiants AIM ; la caisse n’en a pas besoin.',
    right: 'Les codes sont arrivés justes.',
    typeName: ({ signs }) =>
      `Il met ${signs} devant chaque code. Réglez-le pour ne pas envoyer le nom du type (son manuel a un code pour cela), puis scannez encore.`,
    wrongKeyboard: ({ country }) =>
      `Des signes sont faux : le lecteur tape pour un clavier ${country === 'French' ? 'français' : 'allemand'}. ` +
      'Réglez sa langue de clavier sur USA (son manuel a un code pour cela), puis scannez encore.',
    unknownCodes: 'La caisse n’a pas montré ces codes ; impossible de dire si chaque lettre est juste.',
    entry: 'Voici l’entrée pour « scanners » dans les réglages :',
    notWritten: ({ fault, why }) =>
      ({
        text: 'Le fichier ne peut pas être lu ou changé. Corrigez-le d’abord.',
        invalid: `Les réglages ne seraient pas valables. Corrigez d’abord : ${why}`,
        missing: 'Ce fichier n’existe pas.',
        forbidden: 'Cet utilisateur ne peut pas écrire là. Démarrez la caisse comme propriétaire du fichier.',
        readOnly: 'Ce disque est en lecture seule.',
        full: 'Ce disque est plein.',
        failed: 'Le système refuse d’écrire.',
      })[fault],
  },
};
