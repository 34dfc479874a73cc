import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { pinyin } from 'pinyin-pro'

const jieba = Jieba.withDict(dict)
const runs = /[\u4e00-\u9fff]+|[a-z]+|[0-9]+/g
const flat = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Words as the dictionary cuts them, without marks. 分词 */
export const wordsOf = (text: string): string[] => jieba.cut(flat(text), true).filter((word) => /[\p{L}\p{N}]/u.test(word))
/** Runs of Chinese signs, Latin letters and digits. */
export const runsOf = (text: string): string[] => flat(text).match(runs) ?? []
/** Neighbouring pairs of Chinese signs. */
export const signPairs = (text: string): string[] => runsOf(text).filter((run) => /[\u4e00-\u9fff]/.test(run)).flatMap((run) => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)))

/** How a text sounds, without tones: 居住证 → ju zhu zheng. 读音 */
export const soundOf = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map((one) => one.toLowerCase().replaceAll('ü', 'v'))
