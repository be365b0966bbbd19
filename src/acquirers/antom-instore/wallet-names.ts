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

/** What a wallet is called on screens and paper; all wallets here are of Alipay+. */
export function walletNameOf(pspName: string | undefined): string {
  const name = pspName?.toUpperCase().replace(/[\s_]/g, '') ?? '';
  return ownRow(WALLETS, name) ?? 'Alipay+ wallet';
}
