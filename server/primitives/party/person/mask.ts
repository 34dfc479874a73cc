const compoundSurnames = new Set('欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 夏侯 轩辕 端木 百里 南宫 西门 独孤'.split(' '))

/** 林秀梅 → 林*梅, 赵刚 → 赵*, 欧阳建国 → 欧阳*国; a name in other letters keeps its first. 姓名遮掩 */
export function maskName(name: string): string {
  const letters = [...name]
  if (letters.length < 2) return letters.length ? '*' : ''
  const family = letters.length > 2 && compoundSurnames.has(letters.slice(0, 2).join('')) ? letters.slice(0, 2).join('') : letters[0]!
  const given = letters.length - [...family].length
  return given === 1 ? `${family}*` : `${family}${'*'.repeat(Math.min(given - 1, 3))}${/\p{Script=Han}/u.test(name) ? letters.at(-1)! : ''}`
}

/** 13820376021 → 138****6021; shorter numbers keep two at each end. 电话遮掩 */
export const maskPhone = (phone: string): string => (phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `${phone.slice(0, 2)}****${phone.length > 5 ? phone.slice(-2) : ''}`)

/** 1201**********1234: province and city, then the last four. 证件号遮掩 */
export const maskNumber = (number: string): string => (number.length >= 12 ? `${number.slice(0, 4)}${'*'.repeat(number.length - 8)}${number.slice(-4)}` : '*'.repeat(number.length))

/** Keeps nothing but that there is one. 地址遮掩 */
export const maskAddress = (address: string): string => (address ? '******' : '')
