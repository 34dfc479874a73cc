import { say, type Language, type Texts } from '#base/texts'
import type { Facts, Ports } from './ports.ts'

type Here = Readonly<{ texts: Texts; ports: Ports }>
let opened: Here | undefined

/** The process's texts and ways out; said once at boot. 通知渠道 */
export const useNotices = (texts: Texts, ports: Ports): void => { opened = { texts, ports } }
const here = (): Here => {
  if (!opened) throw new Error('texts and channels of notices are not known yet')
  return opened
}
export const ports = (): Ports => here().ports

/** What a notice says. A template that no text has is a bug of whoever tells. */
export function wordsOf(template: string, facts: Facts, language: Language = 'zh-CN'): string {
  if (!here().texts['zh-CN'].has(template)) throw new Error(`no text says '${template}'`)
  return say(here().texts, language, template, facts)
}
export const hasWords = (template: string): boolean => here().texts['zh-CN'].has(template)
