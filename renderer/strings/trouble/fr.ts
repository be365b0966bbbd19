import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in French. */
export const fr: TroubleWords = {
  reasons: {
    expired: 'Le code a expiré. Demandez au client de l’actualiser, puis scannez de nouveau.',
    invalid: 'Le code n’a pas été reconnu. Demandez au client de l’actualiser, puis scannez de nouveau.',
    kind: 'Ce genre de code n’est pas accepté. Proposez un autre moyen de paiement.',
    balance: 'Le solde est trop bas. Demandez une autre carte ou un autre portefeuille.',
    userLimit: 'Le montant dépasse la limite du client. Demandez une autre carte ou un autre portefeuille.',
    paymentLimit: 'Le montant dépasse la limite d’un paiement. Proposez un autre moyen.',
    count: 'Le portefeuille a atteint son nombre de paiements. Demandez-en un autre.',
    verify: 'Le portefeuille doit d’abord vérifier son utilisateur. Demandez un autre portefeuille.',
    account: 'Le portefeuille signale un problème de compte. Demandez un autre portefeuille.',
    notConfirmed: 'Le paiement n’a pas été confirmé. Demandez un nouveau code et réessayez.',
    method: 'Ce moyen ne marche pas ici. Demandez une autre carte ou un autre portefeuille.',
    declined: 'Le paiement a été refusé. Proposez un autre moyen de paiement.',
    regulation: 'La réglementation ne permet pas ce paiement. Proposez un autre moyen.',
    general: 'Le paiement n’a pas abouti. Réessayez une fois avec un nouveau code.',
    closed: 'Ce paiement est clos et rien n’a été débité. Commencez un nouveau paiement.',
    setUp:
      'Ce magasin ne peut pas encore encaisser ainsi. Proposez un autre moyen et prévenez le technicien.',
    technical:
      'La demande de la caisse n’a pas été acceptée. Proposez un autre moyen et prévenez le technicien.',
    unreachable:
      'Pas de liaison avec le service de paiement, rien n’a été débité. Réessayez, ou proposez un autre moyen.',
    otherAmount: 'Un autre montant que celui demandé a été débité. Le client récupère tout.',
    foreign:
      'Cette commande est débitée, mais peut-être par une autre caisse. Gardez la marchandise. Un responsable cherche la vente aux autres caisses, puis retient le débit pour cette vente ou le rend.',
    otherRecord:
      "Le service de paiement détient, au nom de ce paiement, de l'argent qu'il attribue à un autre paiement. Gardez la marchandise. Un responsable vérifie sur le portail du service de paiement.",
    stillOpen:
      "Le service de paiement ne dit toujours pas ce qu'est devenu ce paiement, alors que sa page aurait dû se fermer depuis longtemps. Gardez la marchandise. Un responsable fait vérifier par le service de paiement. Ce qui serait encore payé est rendu automatiquement.",
    otherTill: 'Cette commande est en cours de paiement à une autre caisse. Ne l’encaissez pas ici.',
    gone: 'Ce paiement a été rendu au client, et pas par cette caisse. Demandez au responsable et cherchez la vente aux autres caisses.',
    late: 'Aucune réponse à temps. Gardez la marchandise : la caisse annule le paiement.',
    byCashier: 'La vente a été annulée.',
    voided: 'Le paiement est annulé. Le client récupère tout.',
    lateCharge: 'Le débit est arrivé après la fin de la vente. Le client récupère tout.',
    goodsGone:
      'La marchandise pouvait partir, mais l’argent n’est pas arrivé. Rien n’a été débité. Demandez un autre paiement au client et prévenez le responsable.',
    shopsRisk: 'Accepté aux risques du magasin. Le règlement n’est pas encore confirmé.',
    disputed:
      'La banque du client conteste ce paiement. Il ne peut pas être remboursé tant que ce n’est pas tranché.',
    notCollected:
      'Le paiement a été accepté, mais n’a pas pu être encaissé. Le client n’a pas été débité. Proposez un autre moyen de paiement.',
  },
  unreachable: {
    connecting: { headline: 'Recherche de la caisse', say: 'Un instant.' },
    lost: {
      headline: 'La caisse ne répond pas',
      say: 'Gardez la marchandise et n’encaissez pas de nouveau. Cette page revient d’elle-même dès que la caisse répond.',
    },
    locked: {
      headline: 'Rouvrez la caisse',
      say: 'La caisse a redémarré et ne connaît plus cette fenêtre. Fermez-la et relancez la caisse.',
    },
    again: {
      headline: 'La caisse redémarre',
      say: 'Gardez la marchandise et n’encaissez pas de nouveau. La caisse vérifie le dernier paiement. Quelques secondes.',
    },
    config: {
      headline: 'Caisse non prête',
      say: 'Ses réglages sont inutilisables. Appelez le technicien. La caisse réessaie d’elle-même.',
    },
    journal: {
      headline: 'Journal inutilisable',
      say: 'N’encaissez pas ici et appelez le technicien. La caisse réessaie d’elle-même.',
    },
  },
  notice: {
    dismiss: 'Vu',
    chargeGone:
      'Un paiement affiché ici comme payé a été rendu au client, et pas par cette caisse. Cherchez la vente dans la liste et demandez au responsable.',
    noAnswer: 'La caisse n’a pas répondu. Regardez la vente avant de réessayer.',
    signIn: 'Identifiez-vous d’abord.',
    repeated: 'Ce code vient d’être scanné. Demandez-en un nouveau.',
    notWanted: 'Un code a été scanné, mais aucune vente ne l’attend. Il n’a pas servi.',
    unresolved:
      'Un paiement précédent de cette commande n’est pas encore élucidé. Scannez à nouveau dans un instant, ou annulez cette vente.',
    refused: {
      wallet: 'Ce portefeuille n’est pas accepté ici. Proposez un autre moyen de paiement.',
      newer:
        'Ce code est plus récent que cette caisse. Proposez un autre moyen de paiement et signalez que la caisse doit être mise à jour.',
      notForPaying:
        'Ce code du portefeuille ne sert pas à payer. Demandez au client d’ouvrir le code de paiement, puis scannez à nouveau.',
      weChat:
        'C’est un code WeChat Pay, qui n’est pas accepté ici. Proposez un autre portefeuille ou moyen de paiement.',
      unionPay:
        'C’est un code UnionPay, qui n’est pas accepté ici. Proposez un autre portefeuille ou moyen de paiement.',
      card: 'C’est le code d’une carte bancaire, qui n’est pas accepté ici. Proposez un autre portefeuille ou moyen de paiement.',
      unknown:
        'Ce n’est pas un code de paiement. Demandez au client d’ouvrir le code de paiement, puis scannez à nouveau.',
      tooLong:
        'C’est trop long pour un code de paiement. Demandez au client d’ouvrir le code de paiement, puis scannez à nouveau.',
      unreadable: 'Le code n’a pas pu être lu. Demandez au client de l’actualiser, puis scannez à nouveau.',
      choose: 'Plusieurs moyens de paiement conviennent à ce code. Choisissez-en un.',
      tooOld: 'Ce code est trop ancien maintenant. Demandez-en un nouveau et scannez-le.',
    },
  },
};
