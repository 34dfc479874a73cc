import type { Division } from '../ui/divisions.ts'
import type { DraftCard } from '../ui/DraftCards.vue'
import type { Explanation } from '../ui/ExplanationChip.vue'
import type { TraceStep, UnitShare } from '../ui/trace.ts'

const day = (time: string): string => `2026-11-25T${time}:00+08:00`
const now = new Date(day('10:24'))

const deadlines = {
  calm: { from: day('08:01'), dueAt: day('16:01') }, soon: { from: day('10:12'), dueAt: day('10:42') }, late: { from: '2026-11-23T09:12:00+08:00', dueAt: day('09:12') },
  stopped: { from: day('08:01'), dueAt: day('16:01'), stopped: true, stoppedUntil: '2026-11-26T09:00:00+08:00' }, done: { from: day('07:42'), dueAt: day('08:12'), doneAt: day('08:01') },
}
const shares: UnitShare[] = [{ name: '系统派单', minutes: 2 }, { name: '区水务局', minutes: 9, note: '已退回' }, { name: '区城管委', minutes: 151, current: true }]
const steps: TraceStep[] = [
  { id: '1', state: 'done', what: '您上报了，拍了 2 张照片', at: day('07:42'), text: '另有 2 位邻居后来加入这一件。' },
  { id: '2', state: 'done', what: '派给区水务局', at: day('07:43'), tags: [{ tone: 'why', text: '依据派单规则第 12 条' }] },
  { id: '3', state: 'done', what: '区水务局退回', at: day('07:52'), quote: '水温约 40℃，是供热管道，不是自来水。', tags: [{ tone: 'back', text: '用了 9 分，总时间照算，不重来' }] },
  { id: '4', state: 'done', what: '区城管委接手', at: day('08:01'), tags: [{ tone: 'ok', text: '上报后 19 分接手，限 30 分，按时' }] },
  { id: '5', state: 'side', what: '街道铺好防滑垫，撒了融雪剂', at: day('08:36'), text: '街道协办，限 1 小时，用了 35 分。' },
  { id: '6', state: 'now', what: '正在换管道', text: '最晚今天 16:01 修好、恢复供暖。' },
  { id: '7', state: 'next', what: '请您评价', text: '不满意，7 天内可以让它重新办。' },
]
const explanation: Explanation = {
  rule: '依据规则第17条', facts: [{ name: '事项', value: '供热管道漏水' }, { name: '地点', value: '居民小区内' }], outcome: { name: '主办 / 协办', value: '区城管委 / 属地街道' },
  version: '规则表 2026-10-15 版', sentence: '总时间从 07:42 起算，不因改派重来。', tableHref: '#rules',
}
const divisions: Division[] = ['甲区', '乙区', '丙区'].map((district, index) => ({ code: `${index}`, name: index === 0 ? '东柳庄街道' : '东柳庄村', level: index === 0 ? 'street' : 'community', parents: index === 0 ? [district] : [district, `${district}一镇`] }))
const drafts: DraftCard[] = [
  { id: 'a', title: '楼道堆放杂物', at: day('10:09'), photos: 3, state: 'queued' }, { id: 'b', title: '路灯杆歪了', at: day('10:18'), photos: 2, state: 'sending', progress: 0.4 },
  { id: 'c', title: '井盖松动', at: day('10:20'), photos: 1, state: 'refused', reason: '这个地方不在您的网格里' },
]
const suggestions = [{ id: 'a', title: '室温不达标', text: '民生服务，供热', share: 0.78 }, { id: 'b', title: '供热管道漏水', text: '市政公用设施，供热', share: 0.17 }, { id: 'c', title: '供热收费争议', text: '民生服务，供热', share: 0.02 }]
const points = [{ id: '1', longitude: 117.22, latitude: 39.1, title: '供热管道漏水' }, { id: '2', longitude: 117.221, latitude: 39.101, title: '暖气片不热', tone: 'warn' as const }, { id: '3', longitude: 117.3, latitude: 39.15, title: '暴露垃圾' }]
const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#a79a90"/><rect x="220" y="60" width="200" height="300" fill="#39505a"/><path d="M0 340h640v60H0z" fill="#b7b6b0"/></svg>')}`

const police = { resource: '人口基础信息', unit: '市公安局', at: day('06:00') }
const form = {
  values: { name: '王桂兰', identity_number: '120103194611020028', birth_on: '1946-11-02', age: 80, household_address: '河边路 3 号', household_here: true, deceased: false, allowance_now: false, certified_on: '2026-10-13', account_here: true, account_status: 'normal', paid_to_month: '2026-10' } as Record<string, unknown>,
  origins: {
    name: police, identity_number: police, birth_on: police, household_address: { resource: '居民户口登记信息', unit: '市公安局', at: day('06:00') }, household_here: { resource: '居民户口登记信息', unit: '市公安局', at: day('06:00') }, deceased: police,
    allowance_now: { resource: '高龄津贴发放信息', unit: '市民政局', at: day('09:00') }, certified_on: { resource: '领取待遇资格认证信息', unit: '市社保中心', at: null },
    account_here: { resource: '住房公积金缴存信息', unit: '市公积金中心', at: null }, account_status: { resource: '住房公积金缴存信息', unit: '市公积金中心', at: null }, paid_to_month: { resource: '住房公积金缴存信息', unit: '市公积金中心', at: null },
  } as Record<string, { resource: string, unit: string, at: string | null }>,
}

/** What the gallery shows, all of one invented morning (样例). */
export const sample = { form, now, deadlines, shares, steps, explanation, divisions, drafts, suggestions, points, picture }
