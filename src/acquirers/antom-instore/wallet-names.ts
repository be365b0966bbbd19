import { ownRow } from '../../ground/own-row.ts';

/** Wallets by the name that the acquirer gives them, in capitals and without blanks. Source: dossier section 9. */
const WALLETS: Readonly<Record<string, string>> = {
  ALIPAYCN: 'Alipay',
  ALIPAY: 'Alipay',
  ALIPAYHK: 'AlipayHK',
  KAKAOPAY: 'Kakao Pay',
  GCASH: 'GCash',
  TNG: "Touch 'n Go eWallet",
  TRUEMONEY: 'TrueMoney',
  DANA: 'DANA',
  BOOST: 'Boost',
  NAVERPAY: 'Naver Pay',
  TOSS: 'Toss',
};

/** What the shop's config calls wallets, by the acquirer's names. */
export type PspNames = Readonly<Record<string, string>>;

/** What a wallet is called on screens and paper: by the shop, else by this list; all wallets here are of Alipay+. */
export function walletNameOf(pspName: string | undefined, shops: PspNames): string {
  const name = plainOf(pspName ?? '');
  const own = Object.entries(shops).find(([told]) => plainOf(told) === name)?.[1];
  return own ?? ownRow(WALLETS, name) ?? 'Alipay+ wallet';
}

function plainOf(pspName: string): string {
  return pspName.toUpperCase().replace(/[\s_]/g, '');
}
