import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages, readTexts } from '../../server/base/texts.ts'
import { mergeTexts } from '../../web/build/texts-plugin.ts'

const root = join(import.meta.dirname, '../..')
const server = readTexts(join(root, 'server'), '')
test.each(languages)('what the server says in %s a page finds by the same key, and nothing else is in its place', (language) => {
  const web = mergeTexts(root, language)
  const differ = [...server[language]].filter(([key, words]) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], web) !== words)
  expect(server[language].size).toBeGreaterThan(1000)
  expect(differ).toEqual([])
})
