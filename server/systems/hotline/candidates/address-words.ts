import type { Hit } from './gazetteer.ts'

const stop = /[，。；！？、,;!?\n]/
const tail = /^.*(?:\d{1,4}|[一二三四五六七八九十百]+)\s*(?:号楼|号院|号|楼|栋|座|门|单元|室|层|排)(?:\s*\d{1,4}(?=\D|$))?|^.*(?:路口|门口|对面|旁边|附近|桥下|楼下)/
const landmark = /[\u4e00-\u9fff]{2,8}?(?:路|街|道|里|园|苑|小区|花园|大厦|广场|市场|医院|学校|公园|家园)[^，。；！？、,;!?\n]{0,24}/

/** House, door and landmark as the caller said them, from the named place on; empty when nothing sounds like one. 门牌 */
export function addressIn(words: string, hit: Hit | undefined): string {
  if (hit) {
    const said = words.slice(hit.start, hit.start + 48).split(stop)[0]!.trim()
    return tail.exec(said)?.[0].trim() ?? hit.named.name
  }
  const found = landmark.exec(words)?.[0] ?? ''
  return (tail.exec(found)?.[0] ?? found.slice(0, 20)).replace(/^(?:我家?|家?住|在|就在)+/, '').trim()
}
