import { fieldsOf, type Condition, type Form, type Plain } from '#base/form'

/** When a question is to be answered, as paper says it: nothing hides there by itself. 填写条件 */
export function conditionWords(form: Pick<Form, 'parts'>, condition: Condition): string {
  if ('all' in condition) return condition.all.map((one) => conditionWords(form, one)).join('，并且')
  if ('any' in condition) return condition.any.map((one) => conditionWords(form, one)).join('，或者')
  const field = fieldsOf(form).find((one) => one.field === condition.field)
  const said = (value: Plain): string => `“${value === true ? '是' : value === false ? '否' : (field?.options?.find((one) => one.value === value)?.label ?? String(value))}”`
  const asked = `“${field?.label ?? condition.field}”`
  if ('equals' in condition) return `${asked}是${said(condition.equals)}`
  if ('in' in condition) return `${asked}是${condition.in.map(said).join('或')}`
  return 'above' in condition ? `${asked}大于 ${condition.above}` : 'from' in condition ? `${asked}不小于 ${condition.from}` : `${asked}小于 ${condition.below}`
}
