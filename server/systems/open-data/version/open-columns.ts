import type { ChangeDataset, OpenColumn } from '../contract.ts'
import type { SentFile } from './read-sent-file.ts'

type Settings = ChangeDataset['columns']
/** A column of the file that comes in: its place there, and how it is published. */
export type TakenColumn = Readonly<{ at: number; column: OpenColumn }>

const LONGITUDE = /^(经度|lng|lon|long|longitude|x坐标)$/i
const LATITUDE = /^(纬度|lat|latitude|y坐标)$/i
const CODE = /(代码|编号|编码|序号|code|id|number)$/i

/** Which columns of a file are published, under which names and as what, by what the unit says of them. 字段设置 */
export function takenColumns(file: Pick<SentFile, 'columns'>, settings: Settings): { taken: TakenColumn[]; leftOut: string[] } {
  const of = new Map(settings.map((one) => [one.heading, one]))
  const names = new Set<string>()
  const leftOut = file.columns.filter(({ heading }) => of.get(heading)?.leftOut).map(({ heading }) => heading)
  const taken = file.columns.flatMap((inferred, at): TakenColumn[] => {
    const setting = of.get(inferred.heading)
    if (setting?.leftOut) return []
    const type = setting?.type ?? inferred.type
    const column = { heading: inferred.heading, field: free(setting?.field ?? inferred.heading.replaceAll(/[\s"=,]+/g, '_'), names), type, note: setting?.note ?? '', values: inferred.values, blanks: inferred.blanks, role: roleOf(inferred.heading, type) }
    return [{ at, column }]
  })
  return { taken, leftOut }
}

function free(name: string, taken: Set<string>): string {
  let own = name
  for (let n = 2; taken.has(own); n++) own = `${name}_${n}`
  taken.add(own)
  return own
}

/** What a chart or a map may do with a column. */
function roleOf(heading: string, type: OpenColumn['type']): OpenColumn['role'] {
  if (type === 'decimal' && LONGITUDE.test(heading)) return 'longitude'
  if (type === 'decimal' && LATITUDE.test(heading)) return 'latitude'
  if (type === 'date' || type === 'datetime') return 'day'
  if (type === 'decimal' || (type === 'integer' && !CODE.test(heading))) return 'number'
  return type === 'text' || type === 'boolean' || CODE.test(heading) ? 'category' : null
}
