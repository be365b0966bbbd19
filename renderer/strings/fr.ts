import { fr as around } from './around/fr.ts';
import { fr as trouble } from './trouble/fr.ts';
import { plural } from './plural.ts';
import { fr as till } from './till/fr.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in French. */
export const fr: Catalogue = {
  language: 'fr',
  till,
  training: { mark: 'EXERCICE', say: 'Pour s’exercer seulement. Aucun argent ne circule.' },
  test: { mark: 'TEST', say: 'Système de test du service de paiement. Aucun argent réel ne circule.' },
  orderDescription: (store) => `Vente chez ${store}`,
  pad: {
    headline: 'Montant à encaisser',
    charge: 'Encaisser',
    clear: 'Effacer',
    erase: 'Effacer un chiffre',
    point: 'Virgule',
    digits: 'Chiffres',
    overLimit: (amount) => `Cette caisse encaisse au plus ${amount} par vente.`,
    unusual: {
      headline: 'Ce montant est-il juste ?',
      say: 'Il dépasse de loin l’habitude ici. Comparez-le avec l’addition.',
      change: 'Changer le montant',
    },
    jammed:
      'C’était trop long pour un montant, peut-être un code scanné. Rien n’a été débité. Saisissez de nouveau le montant.',
  },
  awaitingCode: {
    headline: 'Scannez le code du client',
    say: 'Tenez le téléphone du client sous le lecteur.',
    type: 'Saisir le code',
    label: 'Ou saisissez le code',
    use: 'Utiliser ce code',
    cancel: 'Annuler',
    choose: 'Comment paie le client ?',
  },
  trainingCode: {
    show: 'Montrer un code',
    another: 'Autre code',
    scan: 'Scanner',
    picture: 'Un code de paiement d’exercice',
  },
  submitting: {
    headline: 'Demande au portefeuille',
    say: 'Attendez la réponse. Gardez la marchandise jusque-là.',
  },
  customerConfirming: {
    headline: 'Le client confirme',
    say: 'Demandez au client de confirmer sur son téléphone. Gardez la marchandise jusque-là.',
  },
  approved: {
    word: 'Accepté',
    atRisk: 'Accepté',
    headline: 'Remettez la marchandise',
    say: 'Le montant est bloqué sur la carte. La caisse l’encaisse d’elle-même.',
  },
  capturing: {
    headline: 'Accepté, encaissement en cours',
    say: 'Un instant. Gardez la marchandise jusqu’à l’encaissement.',
  },
  checking: {
    headline: 'Résultat pas encore connu',
    keep: 'Gardez la marchandise.',
    never: 'N’encaissez pas de nouveau.',
    say: 'La caisse interroge elle-même le service de paiement.',
    until: (time) => `Elle demande jusqu’à ${time}, puis elle annule.`,
  },
  cancelling: {
    headline: 'Remboursement en cours',
    say: 'L’annulation est en route. Vous pouvez passer à la vente suivante.',
  },
  page: {
    making: { headline: 'Préparation du code', say: 'Rien n’est encore débité.' },
    shown: {
      headline: 'Le client scanne l’écran',
      say: 'Le client scanne le code affiché avec son téléphone et paie là. Gardez la marchandise jusqu’au paiement.',
    },
    opened: {
      headline: 'Le client paie',
      say: 'Le client paie sur son téléphone. Gardez la marchandise jusque-là.',
    },
    askNow: 'Vérifier',
    again: 'Nouveau code',
    closing: {
      headline: 'Fermeture du paiement',
      say: (time) =>
        `Le client peut encore payer jusqu’à ${time}. Cet argent sera rendu automatiquement. Gardez la marchandise.`,
    },
    late: 'Le client a payé trop tard. L’argent est rendu tout seul.',
    free: 'Encaisser autrement',
    override: 'Encaisser ici quand même',
  },
  cancelThis: 'Annuler cette vente',
  cancelNoted: 'La caisse demande d’abord si c’est payé. Puis elle annule.',
  codeLives: (seconds) =>
    plural('fr', seconds, { one: 'Le code vit encore # seconde', other: 'Le code vit encore # secondes' }),
  codeDead: 'Le code n’est plus valable',
  seconds: 'secondes',
  paid: {
    headline: 'Remettez la marchandise',
    paid: 'Payé',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Vente suivante',
    print: 'Réimprimer',
    overtaken: 'Le paiement a devancé l’annulation. Remettez la marchandise, ou rendez l’argent.',
  },
  paper: {
    waiting: 'Le ticket attend l’imprimante.',
    printing: 'Le ticket s’imprime.',
    printed: 'Le ticket est imprimé.',
    notPrinted: () => 'Le ticket n’a pas été imprimé. Regardez l’imprimante.',
    choose: 'Ticket…',
    asQr: 'Afficher en QR',
    skip: 'Sans ticket',
    on: (p) => `Imprimer sur ${p}`,
    skipped: 'Le ticket a été laissé.',
    elsewhere: (p) => `Le ticket est sorti sur une autre imprimante : ${p}.`,
    unknown: 'Le ticket est peut-être imprimé. Regardez l’imprimante.',
  },
  slip: {
    print: 'Papier « non payé »',
    notPrinted: 'Le papier n’est peut-être pas imprimé. Regardez l’imprimante, puis imprimez encore.',
  },
  failed: {
    headline: 'Pas payé',
    say: 'Rien n’a été débité. Demandez un autre moyen de paiement.',
    retry: 'Scanner encore',
    other: 'Payer autrement',
  },
  cancelled: {
    headline: 'Vente annulée',
    say: 'Proposez un autre moyen, ou passez à la vente suivante.',
    notCharged: 'Le client n’a pas été débité.',
    refunded: 'Le client a été remboursé.',
  },
  attention: {
    headline: 'Appelez le responsable',
    say: 'Gardez la marchandise et appelez le responsable.',
    otherAmount: (charged: string, asked: string) =>
      `${charged} débités au lieu de ${asked}. Gardez la marchandise : le client récupère tout.`,
    manager: 'Seul un responsable peut régler cela, avec son code.',
    desk: 'Bureau du responsable',
    owed: (amount) =>
      `${amount} sont dus au client : le service de paiement a refusé de les rendre. Gardez la marchandise. Un responsable rembourse à son bureau, ou sur le portail du service de paiement.`,
    unreadable: (amount) =>
      `Le service de paiement a débité le client, mais le montant est illisible. ${amount} étaient demandés. Gardez la marchandise. Un responsable regarde sur le portail du service de paiement et rembourse là ou à son bureau.`,
    refunding: 'Un remboursement est approuvé, pas encore confirmé. Ne remboursez pas une deuxième fois.',
    theirs: 'Numéro du service de paiement',
    ours: 'Numéro de cette caisse',
    act: 'Rendre l’argent',
    next: 'Vente suivante',
  },
  ...around,
  ...trouble,
};
