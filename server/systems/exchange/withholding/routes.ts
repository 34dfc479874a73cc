import type { Http } from '#base/http'
import { AskedCorrection, AskWithholding, WithheldUses, WithholdingBases } from '../contract.ts'
import { askWithholding } from './ask-withholding.ts'
import { countWithheld } from './count-withheld.ts'
import { useRules } from './use-rules.ts'

const may = 'exchange.withholding.ask'

export function withholdingRoutes(http: Http): void {
  http.post('/exchange/withholdings', {
    config: { may, idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-00000000e006', grant: '01930000-0000-7000-8000-00000000e001', matter: '2611250000017', basis: 'hinders_duty', untilOn: '2026-12-31', words: '正在查办，告知会妨碍调查' } } },
    schema: { body: AskWithholding, response: { 201: AskedCorrection } },
  }, (request) => request.perform((deed) => askWithholding(deed, request.body)))

  http.get('/exchange/withholding-bases', { config: { may, example: {} }, schema: { response: { 200: WithholdingBases } } }, (request) => request.read(async (deed) => {
    const { withholding: { bases, longest_days } } = await useRules(deed)
    return { longestDays: longest_days, items: bases.map(({ code, name, name_en, article }) => ({ code, name, nameEn: name_en, article })) }
  }))

  http.get('/exchange/withheld-uses', { config: { may: 'public', example: {} }, schema: { response: { 200: WithheldUses } } }, (request) => request.read(countWithheld))
}
