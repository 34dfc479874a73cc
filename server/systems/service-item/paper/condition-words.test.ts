import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fieldsOf, readForms } from '#base/form'
import { conditionWords } from './condition-words.ts'
import { drawPaperForm } from './draw-paper-form.ts'
import { asked, papersOf, type PaperForm } from './paper-form.ts'

const forms = readForms(join(import.meta.dirname, '../../../../cities/tianjin'))
const paperOf = (item: string): PaperForm => ({ item, name: item, version: 1, since: '2026-01-01T00:00:00Z', city: '', form: forms.get(item)!, reads: [], phone: null, filled: null })

test('paper says in words when a question is to be answered, and asks nothing that the city knows', () => {
  const form = forms.get('housing-fund-withdrawal')!
  const whenOf = (field: string) => conditionWords(form, fieldsOf(form).find((one) => one.field === field)!.when!)
  expect(whenOf('rent_each_month')).toBe('“为什么提取”是“租房”')
  expect(whenOf('loan_paper')).toBe('“为什么提取”是“偿还购房贷款”，并且“贷款是哪里的”是“商业银行”或“外地公积金”')
  expect(conditionWords(form, { any: [{ field: 'account_here', equals: true }, { field: 'amount', above: 5 }] })).toBe('“名下有公积金账户”是“是”，或者“提取多少”大于 5')
  const paper = paperOf('housing-fund-withdrawal')
  expect(asked(paper).flatMap(({ fields }) => fields.filter(({ source, widget }) => source !== 'typed' || widget === 'file'))).toEqual([])
  const { bring, spared } = papersOf(paper)
  expect([bring.length > 0, bring.some(({ name }) => spared.includes(name))]).toEqual([true, false])
})

test('the same form gives the same bytes, so that whoever has it need not fetch it again', async () => {
  const paper = paperOf('old-age-allowance')
  const [first, second, elsewhere] = await Promise.all([drawPaperForm(paper, 'https://a.example'), drawPaperForm(paper, 'https://a.example'), drawPaperForm(paper, 'https://b.example')])
  expect([first.equals(second), first.equals(elsewhere)]).toEqual([true, false])
})
