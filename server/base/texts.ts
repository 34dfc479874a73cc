import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export type Language = 'zh-CN' | 'en'
export const languages: readonly Language[] = ['zh-CN', 'en']
export type Texts = Readonly<Record<Language, ReadonlyMap<string, string>>>

type Tree = { [key: string]: string | Tree }
const flatten = (tree: Tree, prefix: string, into: Map<string, string>): void => {
  for (const [key, value] of Object.entries(tree ?? {})) {
    const name = prefix ? `${prefix}.${key}` : key
    if (value !== null && typeof value === 'object') flatten(value, name, into)
    else into.set(name, String(value))
  }
}

const known = new Map<string, Texts>()

/** Reads texts.<language>.yaml of every home ('refusal: {x}' of home governance is 'refusal.governance.x', all else 'governance.…'), then the city's own over them; once a process. 文案 */
export function readTexts(serverFolder: string, cityFolder: string): Texts {
  const key = `${serverFolder}\0${cityFolder}`
  const before = known.get(key)
  if (before) return before
  const read = (language: Language): Map<string, string> => {
    const all = new Map<string, string>()
    const load = (file: string, home: string): void => {
      if (!existsSync(file)) return
      const { refusal, ...rest } = (parse(readFileSync(file, 'utf8')) ?? {}) as Tree
      if (refusal) flatten(refusal as Tree, `refusal.${home}`, all)
      flatten(rest, home, all)
    }
    load(join(serverFolder, 'base', `texts.${language}.yaml`), 'base')
    for (const layer of ['primitives', 'systems']) {
      const folder = join(serverFolder, layer)
      if (!existsSync(folder)) continue
      for (const home of readdirSync(folder)) load(join(folder, home, `texts.${language}.yaml`), home.replaceAll('-', '_'))
    }
    const own = join(cityFolder, 'texts', `${language}.yaml`)
    const words = new Map<string, string>()
    if (existsSync(own)) flatten(parse(readFileSync(own, 'utf8')) as Tree, '', words)
    for (const [name, text] of words) all.set(name, text)
    ofCity.set(all, words)
    return all
  }
  const texts: Texts = { 'zh-CN': read('zh-CN'), en: read('en') }
  known.set(key, texts)
  return texts
}

const ofCity = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>()
/** Of these texts only those that the city says in its own way. 城市自己的文案 */
export const cityTexts = (texts: Texts, language: Language): ReadonlyMap<string, string> => ofCity.get(texts[language]) ?? new Map()

/** `{name}` in a text is filled from the facts; a text that is not there shows its key, which a test finds. */
export function say(texts: Texts, language: Language, key: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const text = texts[language].get(key) ?? texts['zh-CN'].get(key) ?? key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (facts[name] === undefined || facts[name] === null ? whole : String(facts[name])))
}

export const languageOf = (acceptLanguage: string | undefined): Language => (/^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN')
