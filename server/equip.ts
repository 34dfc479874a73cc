import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '#base/config'
import { useDataFolder } from '#base/data-folder'
import { useDemo } from '#base/demo'
import { useKeys } from '#base/keys'
import { readTexts, say, type Texts } from '#base/texts'
import { isMobile, useCodeSender } from '#primitives/access'
import { useCredentials } from '#primitives/credential'
import { useListeners } from '#primitives/event'
import { useFiles } from '#primitives/file'
import { useNotices } from '#primitives/notice'
import { useContributions } from '#primitives/registry'
import type { CityParts } from './open-city.ts'

export const server = import.meta.dirname
export const cities = join(server, '../cities')

/** Hands this process what its deeds reach without being given it: keys, the folder of files, listeners, texts and the ways out. Before any deed. 进程装备 */
export function equip(config: Config, parts: CityParts): Texts {
  useKeys(config.keys)
  useDataFolder(config.data)
  useFiles(join(config.data, 'files'))
  useDemo(config.demo)
  useListeners(parts.homes)
  useContributions(parts.homes)
  const texts = readTexts(server, join(cities, config.city))
  const ways = parts.ports?.(config) ?? {}
  useNotices(texts, ways)
  useCredentials(texts)
  const { sms, voice } = ways
  useCodeSender((sms || voice) && !config.demo ? async (phone, code, minutes) => {
    const id = randomUUIDv7()
    if (!isMobile(phone)) return (await voice?.speakCode({ id, phone, code, minutes })) === 'spoken'
    return (await sms?.sendSms({ id, phone, text: say(texts, 'zh-CN', 'access.sms.code', { code, minutes }) })) === 'sent'
  } : null)
  return texts
}
