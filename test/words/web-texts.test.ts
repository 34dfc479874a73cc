import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages, readTexts } from '../../server/base/texts.ts'
import { mergeTexts } from '../../web/build/texts-plugin.ts'
import { isTree, sourcesOf, textsOfApp } from '../../web/build/texts-of-app.ts'

const root = join(import.meta.dirname, '../..')
const server = readTexts(join(root, 'server'), '')
test.each(languages)('what the server says in %s a page finds by the same key, and nothing else is in its place', (language) => {
  const web = mergeTexts(root, language)
  const differ = [...server[language]].filter(([key, words]) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], web) !== words)
  const wordless = (tree: object, above: string): string[] => Object.entries(tree).flatMap(([key, value]) => isTree(value) ? wordless(value, `${above}${key}.`) : typeof value === 'string' ? [] : [`${above}${key}`])
  expect(wordless(web, '')).toEqual([]) // a comma in { a: b, c } without quotes makes the rest a key of its own
  expect(server[language].size).toBeGreaterThan(1000)
  expect(differ).toEqual([])
})

/** What is asked for as a text in a source: the first argument of each call (取用的文案). */
const askedIn = (source: string): string[] => [...source.matchAll(/(?<![\w.])(?:t|te|text|hasText|i18n\.global\.te?)\(/g)].map(({ 0: call, index }) => {
  const start = index + call.length
  let [depth, end] = [0, start]
  for (; end < source.length && depth >= 0 && !(depth === 0 && source[end] === ','); end++) depth += '([{'.includes(source[end]!) ? 1 : ')]}'.includes(source[end]!) ? -1 : 0
  return source.slice(start, end).replace(/\)$/, '')
})
/** They pass on a key that another source, or the server, spells out. */
const passOn = /^(id|key|page\.title|(one|own)\.key)\b/
const notTexts = /^(item|told|\{ body)/ // a draft's seal has a text() of its own

test.each(['resident', 'field'])('every text that a page of the app %s can ask for is among the words it carries, and none of the desk', (app) => {
  const cut = textsOfApp(root, app, mergeTexts(root, 'zh-CN'))
  const at = (path: string): unknown => path.split('.').filter(part => part !== '').reduce<unknown>((tree, part) => (tree as Record<string, unknown> | undefined)?.[part], cut)
  const holds = (path: string, whole: boolean): boolean => { const found = at(path.slice(0, path.lastIndexOf('.'))); const last = path.slice(path.lastIndexOf('.') + 1); return isTree(found) && (whole ? typeof found[last] === 'string' : Object.keys(found).some(key => key.startsWith(last))) }
  const calls = [...sourcesOf(root, app)].flatMap(([file, source]) => askedIn(source).map(argument => ({ file: file.slice(root.length + 1), argument })))
  const wanting = calls.filter(({ argument }) => {
    const keys = [...argument.matchAll(/['`]([a-z0-9_]+\.[\w.]*)(['`]|\$\{)/g)]
    return keys.length === 0 ? !passOn.test(argument) && !notTexts.test(argument) : keys.some(([, key, end]) => !holds(key!, end !== '${'))
  })
  expect(wanting).toEqual([])
  expect(calls.length).toBeGreaterThan(200)
  expect(['transfer.make', 'exchange.permission', 'application.clauses', 'refusal.exchange'].filter(key => at(key) !== undefined)).toEqual([])
})
