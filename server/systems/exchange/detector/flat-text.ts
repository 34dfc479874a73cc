const odd = /[\uff01-\uff5e\u3000\u00a0\u2000-\u200d\u202f\u2060\ufeff\u2010-\u2015\u2212\ufe58\ufe63\u2022\u2027\u30fb\uff65\u00ad]/g

function plain(sign: string): string {
  const code = sign.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return code === 0xff3f ? '_' : String.fromCharCode(code - 0xfee0)
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63) return '-'
  if (code === 0x2022 || code === 0x2027 || code === 0x30fb || code === 0xff65) return '·'
  return ' '
}

/** The same text with full-width signs, odd spaces, dashes and dots made plain, sign for sign, so that every position stays true. 全角转半角 */
export const flatten = (text: string): string => text.replace(odd, plain)
