import type { TillWords } from './till-words.ts';

/** What the till says, in French. */
export const fr: TillWords = {
  refused: {
    'order-elsewhere': {
      held: 'Une autre caisse encaisse cette commande ou l’a peut-être encaissée. Terminez-la là-bas ou appelez le responsable.',
      paid: 'Cette commande a été payée à une autre caisse. Elle est close.',
      fenced: 'La centrale a exclu cette caisse. Appelez le responsable.',
      silent:
        'La centrale ne répond pas et la commande est d’une autre caisse. Allez-y ou appelez le responsable.',
    },
    'override-refused': 'Rien n’empêche d’encaisser cette commande ici.',
    'tender-not-available': {
      unknown: 'Cette caisse ne connaît pas ce moyen de paiement.',
      notWaiting: 'La vente n’attend pas de moyen de paiement.',
      noPage: 'Ce moyen de paiement ne marche pas ici. Appelez le technicien.',
    },
    'till-busy': {
      sale: 'Terminez ou annulez d’abord la vente à l’écran.',
      scannerSetup: 'Le lecteur est en cours de réglage. Fermez d’abord la page du technicien.',
      acceptance: 'Des cas de recette sont en cours. Quittez-les d’abord.',
    },
    'retry-refused': {
      declined: 'Ce paiement est refusé définitivement. Prenez un autre moyen de paiement.',
      notFailed: 'Seule une vente qui n’a pas été payée peut être essayée à nouveau.',
    },
    'cancel-refused': {
      byPerson: 'La caisse ne peut pas annuler ce débit elle-même. Faites ce que dit l’écran.',
      notDoubted: 'C’est réglé entre-temps. Regardez la vente.',
    },
    'void-refused': {
      partRefunded: 'Une partie de ce paiement est déjà remboursée. Remboursez plutôt le reste.',
      givenBack: 'L’argent de ce paiement a déjà été rendu.',
      tooLate: 'Il est trop tard pour annuler ce paiement. Remboursez-le plutôt.',
      noVoid: 'Ce service de paiement ne permet pas d’annuler. Remboursez plutôt.',
    },
    'not-printable': {
      notPaid: 'Seule une vente payée a un ticket.',
      noRefund: 'Cette vente n’a pas ce remboursement.',
      refundFailed: 'Ce remboursement n’a pas abouti. Il n’a pas de ticket.',
      cannotBeMade: 'Ce papier ne peut pas être fait. Prévenez le technicien.',
      noPrinter: 'Aucune imprimante de cette caisse n’imprime ce papier.',
      underWay: 'Ce ticket est déjà en route vers l’imprimante.',
      notUnknown: 'Ce billet n’existe que tant qu’on ne sait pas si le paiement a eu lieu.',
    },
    'not-available': {
      noOffice: 'Ce service de paiement ne l’accepte pas ici. Le faire là-bas.',
      noCustoms: 'Il manque `customs` dans la configuration.',
      noReports: 'Il manque `reports.folder` dans la configuration.',
      notKnown: 'Ce n’est pas connu pour l’instant. Réessayer plus tard.',
      trainingOnly: 'C’est possible en exercice seulement.',
      noConfigFile: 'Cette caisse a démarré sans fichier de réglages.',
      noRestart: 'Cette caisse ne redémarre pas d’elle-même. Arrêtez-la, puis démarrez-la.',
      noWindowScanner: 'Aucun lecteur de cette caisse n’écrit dans sa fenêtre.',
      format: 'Cette caisse ne fait pas de papier dans ce format.',
    },
    'store-not-registered':
      'Ce magasin n’est pas encore inscrit pour cela. Prendre un autre moyen de paiement.',
    'order-already-paid': 'Cette commande est déjà payée. Commencez une nouvelle vente.',
    'order-exhausted': 'Trop d’essais pour cette commande. Annulez-la et prenez un autre moyen de paiement.',
    'not-awaiting-code': 'Cette vente n’attend pas de code pour le moment.',
    'free-refused': 'Aucun paiement de cette vente n’est encore ouvert.',
    'freeing-off': 'Cette caisse ne libère aucune commande.',
    'accept-refused': 'Ce débit ne peut pas être retenu pour cette vente. Regardez la vente.',
    'not-found': 'La caisse ne le trouve pas. Regardez la liste des ventes.',
    'amount-over-limit': 'Ce montant dépasse ce que cette caisse encaisse en une vente.',
    'amount-not-payable': 'Ce montant ne peut pas être payé. En roupies, il doit finir par 00.',
    'invalid-request': 'La caisse n’accepte pas cette saisie. Vérifiez-la et réessayez.',
  },
  misread: 'Le lecteur n’a pas bien lu le code. Scannez-le à nouveau.',
  paymentCode: 'Un code de paiement ne doit pas figurer ici. Saisissez autre chose.',
  noticed: {
    'badge-unknown': 'Ce badge n’est pas connu ici. Connectez-vous avec votre code PIN.',
    'badge-locked': 'Cette personne est bloquée pour le moment.',
    'report-not-printed':
      'La journée est close, mais son papier n’a pas été imprimé. Regardez l’imprimante et imprimez à nouveau.',
    'gateway-alarm': 'Une réponse du service de paiement n’est pas normale. Prévenez le technicien.',
  },
  reasons: {
    GIVEN_BACK:
      'L’argent de ce paiement a été rendu au client. S’il reste à payer, commencez un nouveau paiement.',
    REPEAT_REQ_INCONSISTENT:
      'Le service de paiement connaît ce paiement avec d’autres données. N’encaissez pas à nouveau et prévenez le technicien.',
  },
  unlisted: (code) =>
    `Le paiement a été refusé (${code}). Proposez un autre moyen et donnez ce code au technicien.`,
  printsInstead: (p) => `${p} imprime à sa place.`,
  health: {
    noAnswer: 'Le service de paiement ne répond pas comme il faut. Vérifiez la liaison internet.',
    noConnection:
      'Pas de liaison. Aucun paiement possible. Les remboursements sont gardés et envoyés plus tard.',
    clockWrong: 'L’horloge de cet ordinateur est fausse. Réglez-la, puis réessayez.',
    oldTime: 'Cette caisse a encore l’ancienne heure. Arrêtez-la, puis démarrez-la.',
    certificateExpired:
      'Le certificat du service de paiement a expiré, ou l’horloge avance. Regardez d’abord l’horloge.',
    otherHost: 'Un autre répond à la place du service de paiement. Prévenez le technicien.',
    filterBetween: 'Un filtre se trouve entre la caisse et le service de paiement. Prévenez le technicien.',
    proxyDown: 'Le proxy du réseau ne laisse pas passer la caisse. Prévenez le technicien.',
    untried: 'La caisse essaie l’imprimante pour la première fois.',
    unreachable: 'L’imprimante est injoignable. Vérifiez qu’elle est allumée et branchée.',
    silent: 'L’imprimante ne répond pas. Vérifiez qu’elle est allumée.',
    chatter: 'Sur la ligne de l’imprimante, autre chose répond. Prévenez le technicien.',
    paperOut: 'Il n’y a plus de papier. Mettez un nouveau rouleau.',
    paperLow: 'Le papier est bientôt fini. Préparez un nouveau rouleau.',
    coverOpen: 'Le capot de l’imprimante est ouvert. Fermez-le.',
    cutterStuck: 'Le couteau de l’imprimante est bloqué. Ouvrez le capot et dégagez-le.',
    printerError: 'L’imprimante signale une erreur. Éteignez-la, puis rallumez-la.',
    printerPauses: 'L’imprimante est trop chaude ou fait une pause. Elle reprend toute seule.',
    offline: 'L’imprimante est hors ligne. Regardez ses voyants.',
    brokeOff: 'L’imprimante s’est arrêtée en pleine impression. Regardez le papier et l’imprimante.',
    queueStopped: 'La file d’impression de cet ordinateur est arrêtée. Prévenez le technicien.',
    unplugged: 'Le lecteur est débranché. Rebranchez-le.',
    unusable: 'Le lecteur est inutilisable. Vérifiez qu’il est branché, sinon prévenez le technicien.',
    babbles: 'Le lecteur envoie sans arrêt ce qui n’est pas un code. Débranchez-le et rebranchez-le.',
    endless: 'Ce que le lecteur envoie n’a pas de fin : son réglage ne va pas. Prévenez le technicien.',
    misfit: 'Les réglages du lecteur ne conviennent pas : appelez le technicien.',
    sharedKeys: 'Le lecteur écrit aussi dans la fenêtre. Prévenez le technicien.',
    owedTooLong: 'Quelque chose attend depuis trop longtemps. Regardez ce qui est en attente et la liaison.',
    marksFaulty: 'Le dossier des logos a des défauts. Prévenez le technicien.',
    marksMissing: 'Le logo est remplacé par un texte provisoire. Prévenez le technicien.',
    lettersMissing:
      'Un nom du magasin a des signes impossibles à imprimer : le papier montre un cadre vide. Prévenez le technicien.',
  },
};
