import type { Deed } from '#base/deed'
import type { Form, Values } from '#base/form'
import { jobActor } from '#base/jobs'
import { advance, requireMatter } from '#primitives/matter'
import { itemOfVersion } from '#systems/service-item'
import { costs } from './fee/await-payment.ts'
import type { Filled } from './filled.ts'
import type { ApplicationRow } from './find-application.ts'
import { judgeEligibility } from './judge-eligibility.ts'
import { materialStates } from './lacking-materials.ts'
import { acceptApplication } from './review/accept-application.ts'
import { finishApproval } from './review/decide-application.ts'
import type { Wallet } from './wallet-for.ts'
import { askedOfDecider } from './review/found-values.ts'
import { hasAlready } from './review/issue-results.ts'

/** Approves what needs nobody's judgement: every condition met, each by what the city itself said; nothing contradicted and nothing to bring. Otherwise a human being looks at it. 秒批 */
export async function approveAtOnce(deed: Deed, row: ApplicationRow, { form, filled, values, wallet }: Readonly<{ form: Form; filled: Filled; values: Values; wallet: Wallet }>): Promise<boolean> {
  const clauses = await judgeEligibility(deed, form, filled, values)
  if (!clauses || clauses.length === 0 || clauses.some(({ outcome }) => outcome !== 'met')) return false
  if (Object.keys(filled.disputed).length > 0 || materialStates(form, filled, values, wallet).some(({ state }) => state === 'to_bring')) return false
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  if ((await hasAlready(deed, row, item)) || (await askedOfDecider(deed, item, values)).length > 0) return false
  const platform: Deed = { ...deed, subject: null, actor: jobActor('application.approve_at_once') }
  const { state } = await requireMatter(deed, row.id)
  if (state === 'received' && (await costs(deed, row))) {
    await acceptApplication(platform, row.id, {})
    return false // once it is paid it is looked at again
  }
  if (state === 'received') await advance(platform, row.id, 'accept')
  const [first] = clauses
  const matter = await advance(platform, row.id, 'approve', { note: '按规则自动准予', because: { rule: first!.rule, version: first!.version, row: null, sentence: clauses.map(({ sentence }) => sentence).join('；') } })
  await finishApproval(platform, row, matter, { letter: 'approved_at_once', list: clauses.map(({ name, sentence }) => `${name}：${sentence}`), values, automatic: true, clauses })
  return true
}
