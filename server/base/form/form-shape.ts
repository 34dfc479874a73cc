export type Plain = string | number | boolean
/** A closed test of what stands in other fields; a field that is not shown stands for nothing. 显示条件 */
export type Condition =
  | Readonly<{ field: string; equals: Plain }> | Readonly<{ field: string; in: readonly Plain[] }> | Readonly<{ field: string; above: number }> | Readonly<{ field: string; from: number }> | Readonly<{ field: string; below: number }>
  | Readonly<{ all: readonly Condition[] }> | Readonly<{ any: readonly Condition[] }>

export type Widget = 'text' | 'long' | 'number' | 'money' | 'date' | 'month' | 'choice' | 'choices' | 'yes_no' | 'region' | 'phone' | 'identity_number' | 'credit_code' | 'bank_card' | 'person' | 'list' | 'file' | 'consent'
export type Option = Readonly<{ value: string; label: string; english: string; help?: string; english_help?: string }>
/** Which entry of the data catalogue holds it. `by`: the fields of the entry by which it is looked up, `or` what is taken instead where the second of them led there (the other of a couple); `whose`: a person who stands in another field, else the one whom the matter is about; `of` agent: whoever fills it in for a firm; `as`: the value, whether there is a row, or how many; `empty`: what an empty cell of a row says; `map`: the entry's codes in words of the form. 代填来源 */
export type Prefill = Readonly<{ resource: string; item: string; by?: readonly string[]; or?: string; whose?: string; of?: 'agent'; as?: 'value' | 'exists' | 'count'; empty?: Plain; map?: Readonly<Record<string, Plain>> }>
/** What nobody types: whole years or months since a day, a sum, or what the application knows of itself. */
export type Compute = Readonly<{ age: string }> | Readonly<{ months: string }> | Readonly<{ sum: readonly string[] }> | Readonly<{ given: string }>

export type Field = Readonly<{
  field: string
  label: string
  english: string
  help?: string
  english_help?: string
  widget: Widget
  source: 'typed' | 'prefill' | 'computed'
  prefill?: Prefill
  compute?: Compute
  required?: boolean
  when?: Condition
  options?: readonly Option[]
  /** The columns of a list, or what a person is asked besides name and number. */
  columns?: readonly Field[]
  /** A day's bounds: a day, or the city's own. */
  days?: Readonly<{ from?: string; to?: string }>
  /** No entry can hold it: `other`, it is about somebody whom only the person knows; `new`, it comes into being by this matter. */
  about?: 'other' | 'new'
  /** More of JSON Schema for its value. */
  schema?: Readonly<Record<string, unknown>>
}>
export type Part = Readonly<{ part: string; title: string; english: string; help?: string; english_help?: string; when?: Condition; fields: readonly Field[] }>
/** A paper 材料 that the item names: when it is needed, what says the same, and which field takes it where nothing does. */
export type FormMaterial = Readonly<{ material: string; english: string; when?: Condition; replaced_by?: Readonly<{ licence?: string; resource?: string }>; take?: string; note?: string; english_note?: string }>
/** The rule table that decides, its clauses one by one, from which fields its inputs come, and which only an official answers who has looked at the papers. 受理条件 */
export type Eligibility = Readonly<{ table: string; clauses: readonly string[]; inputs: Readonly<Record<string, string>>; review?: readonly string[] }>

/** The form of an item as the city's folder says it. */
export type FormSaid = Readonly<{ form: string; title: string; english: string; sources: readonly string[]; parts: readonly Part[]; rules?: readonly Readonly<Record<string, unknown>>[]; materials: readonly FormMaterial[]; eligibility?: Eligibility }>
/** A form 表单: what was said, and the JSON Schema 2020-12 that follows from it. */
export type Form = FormSaid & Readonly<{ schema: Readonly<Record<string, unknown>> }>
export type Values = Readonly<Record<string, unknown>>

export const fieldsOf = (form: Pick<FormSaid, 'parts'>): Field[] => form.parts.flatMap(({ fields }) => fields)
