import { daysBetween, partsOf, type Lang } from './parts.ts'

const weekdaysChinese = ['日', '一', '二', '三', '四', '五', '六']
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const near: Record<Lang, Record<number, string>> = { 'zh-CN': { [-1]: '昨天', 0: '今天', 1: '明天' }, en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' } }

/** “11 月 27 日（周五）”; another year is named (日期). */
export const dayWords = (at: Date, now: Date, zone: string, lang: Lang): string => {
  const then = partsOf(at, zone)
  const otherYear = then.year !== partsOf(now, zone).year
  if (lang === 'en') return `${weekdays[then.weekday]} ${then.date} ${months[then.month - 1]}${otherYear ? ` ${then.year}` : ''}`
  return `${otherYear ? `${then.year} 年 ` : ''}${then.month} 月 ${then.date} 日（周${weekdaysChinese[then.weekday]}）`
}

/** “今天 16:01”, “明天 9:00”, else the day and its time (时刻). */
export const instantWords = (at: Date, now: Date, zone: string, lang: Lang): string => {
  const then = partsOf(at, zone)
  const nearWord = near[lang][daysBetween(partsOf(now, zone).day, then.day)]
  return `${nearWord ?? dayWords(at, now, zone, lang)} ${then.time}`
}

/** “5 小时 37 分”, “18 分”, “2 天 3 小时”: whole minutes, the two largest units (时长). */
export const durationWords = (minutes: number, lang: Lang): string => {
  const whole = Math.max(0, Math.floor(minutes))
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor(whole % 1440 / 60), whole % 60]
  const unit = lang === 'en' ? { d: 'd', h: 'h', m: 'min' } : { d: '天', h: '小时', m: '分' }
  const parts = days > 0 ? [[days, unit.d], [hours, unit.h]] : [[hours, unit.h], [rest, unit.m]]
  const said = parts.filter(([amount]) => amount !== 0).map(([amount, word]) => `${amount} ${word}`)
  return said.length > 0 ? said.join(' ') : `0 ${unit.m}`
}

export type LimitUnit = 'minutes' | 'hours' | 'days' | 'working_hours' | 'working_days'

const limitUnits: Record<Lang, Record<LimitUnit, string>> = {
  'zh-CN': { minutes: '分', hours: '小时', days: '天', working_hours: '工作时', working_days: '个工作日' },
  en: { minutes: 'min', hours: 'h', days: 'days', working_hours: 'working hours', working_days: 'working days' },
}

/** “4 工作时”, “2 个工作日”, “8 小时” (时限). */
export const limitWords = (amount: number, unit: LimitUnit, lang: Lang): string => {
  const word = limitUnits[lang][unit]
  return `${amount} ${lang === 'en' && amount === 1 ? word.replace(/s$/, '') : word}`
}

/** From 10,000 on in prose 万: “2.6 万”; in tables all digits with commas (数字). */
export const figureWords = (value: number, lang: Lang): string =>
  lang === 'zh-CN' && Math.abs(value) >= 10_000 ? `${Math.round(value / 1000) / 10} 万` : value.toLocaleString('en-US')
