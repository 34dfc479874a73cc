import { pinyin } from 'pinyin-pro'

/** First letters of a name in pinyin, lower case; digits and Latin letters stay: 海光寺第三网格 → hgsdswg. 拼音首字母 */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 60)
}
