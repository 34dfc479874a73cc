/**
 * First digits of cards (issuer identification numbers, ISO/IEC 7812-1, GB/T 14916) and the lengths that are issued under them.
 * 62 is China UnionPay's own range; 60, 95 and 9400 are older prefixes of Chinese banks that still circulate; the rest are the ranges that the international schemes publish.
 * `alone` says whether a number of such a range is a card even where no word says so: order numbers begin with 4 and 5 too often.
 */
export const cardRanges: readonly Readonly<{ from: string, to: string, lengths: readonly number[], alone: boolean }>[] = [
  { from: '6200', to: '6299', lengths: [16, 17, 18, 19], alone: true }, // UnionPay; 17 Bank of Communications, 18 some city banks
  { from: '6010', to: '6039', lengths: [16, 17, 18, 19], alone: true },
  { from: '6091', to: '6091', lengths: [18], alone: false },
  { from: '9551', to: '9559', lengths: [16, 19], alone: true },
  { from: '9400', to: '9400', lengths: [16, 17, 18, 19], alone: false }, // city banks
  { from: '4000', to: '4999', lengths: [16], alone: false }, // Visa
  { from: '4055', to: '4055', lengths: [17], alone: false },
  { from: '4367', to: '4367', lengths: [19], alone: false },
  { from: '4385', to: '4385', lengths: [18], alone: false },
  { from: '4563', to: '4563', lengths: [19], alone: false },
  { from: '5100', to: '5599', lengths: [16], alone: false }, // Mastercard
  { from: '2221', to: '2720', lengths: [16], alone: false }, // Mastercard since 2016
  { from: '3528', to: '3589', lengths: [16], alone: false }, // JCB
  { from: '3400', to: '3499', lengths: [15], alone: false }, // American Express
  { from: '3700', to: '3799', lengths: [15], alone: false },
  { from: '3600', to: '3699', lengths: [14], alone: false }, // Diners Club
  { from: '9000', to: '9999', lengths: [16, 18, 19], alone: false }, // old local cards
  { from: '8400', to: '8799', lengths: [16], alone: false }, // old local cards
  { from: '6800', to: '6999', lengths: [15, 18], alone: false },
]
