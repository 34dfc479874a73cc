import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** A piece of evidence in a text, and how much it may weigh. */
export type Evidence = ReadonlyMap<string, number>
export type Reader = { read(text: string): Evidence }

const empty = new Set('的 了 在 是 我 我们 你 他 有 没 没有 也 都 就 不 人 一 个 这 那 和 把 给 上 下 里 着 被 让 好 很 太 还 又 老 到 去 来 得 地 吗 呢 啊 吧 怎么 什么 几 家 天 快 一个 好几 大 小 多 出 投诉 反映 举报 希望 请问 谢谢 麻烦 你好 您好'.split(' '))
const letters = /[\p{L}\p{N}]+/gu
const weight = { word: 0.3, shortWord: 0.3, pair: 0.3, letter: 0.8 }
const placeEnding = /(社区)?(居民委员会|居委会|村民委员会|村委会)$/

/** Names by which people call a place: the official one and what is left without its office; shorter than three characters could be any word. */
export function spokenNames(names: readonly string[]): Set<string> {
  const all = new Set<string>()
  for (const name of names) for (const one of [name, name.replace(placeEnding, ''), name.replace(/(街道|道街)$/, '街'), name.replace(/街道$/, '')]) if (one.length >= 3) all.add(one)
  return all
}

/** Cuts reports into words and letters, with the city's places known as words so that they are no evidence. 分词 */
export function openReader(placeNames: readonly string[]): Reader {
  const places = spokenNames(placeNames)
  const jieba = Jieba.withDict(dict)
  if (places.size > 0) jieba.loadDict(Buffer.from([...places].map((name) => `${name} 99999 ns`).join('\n')))
  const cut = (text: string): string[] => jieba.cut(text, true)
  return { read: (text) => evidenceIn(text, cut, places) }
}

function evidenceIn(text: string, cut: (text: string) => string[], places: ReadonlySet<string>): Evidence {
  const found = new Map<string, number>()
  const add = (key: string, size: number): void => void found.set(key, (found.get(key) ?? 0) + size)
  const words = cut(text.slice(0, 400)).map((word) => (places.has(word) ? ' ' : word))
  for (const word of words) if (/[\p{L}\p{N}]/u.test(word) && !empty.has(word)) add(`w${word}`, word.length > 1 ? weight.word : weight.shortWord)
  for (const [run] of words.join('').matchAll(letters))
    for (let at = 0; at < run.length; at++) {
      if (!empty.has(run[at]!)) add(`c${run[at]!}`, weight.letter)
      const pair = run.slice(at, at + 2)
      if (pair.length === 2 && !(empty.has(pair[0]!) && empty.has(pair[1]!))) add(`c${pair}`, weight.pair)
    }
  return found
}
