import type { Deed } from '#base/deed'
import { completeForm, validateForm, type Form, type FormFault, type Values } from '#base/form'
import { checkCreditCode, checkIdentityNumber, identityRules } from '#primitives/party'
import { cityToday } from '#primitives/place'

/** What the application knows besides what was filled in: facts of its own, and materials that nothing replaced. */
export type FormKnown = Readonly<{ given?: Values; lacking?: ReadonlySet<string> }>

/** Judges what was filled in: everything that is wrong, by field, and the values that count, with what is computed. 表单校验 */
export async function judgeForm(deed: Deed, form: Form, values: Values, known: FormKnown = {}): Promise<{ faults: FormFault[]; values: Record<string, unknown> }> {
  const numbers = await identityRules(deed, [])
  const rules = {
    today: await cityToday(deed), ...known,
    numbers: {
      'identity-number': (text: string) => { const judged = checkIdentityNumber(text, numbers); return 'fault' in judged ? `refusal.party.${judged.fault}` : null },
      'credit-code': (text: string) => { const judged = checkCreditCode(text); return 'fault' in judged ? `refusal.party.${judged.fault}` : null },
    },
  }
  return { faults: validateForm(form, values, rules), values: completeForm(form, values, rules) }
}
