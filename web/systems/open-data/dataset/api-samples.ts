import type { Dataset } from '#contracts/open-data'

export type Sample = { kind: 'ckan' | 'rows', text: string }
/** For a shell: in single quotes nothing is meant but itself. */
const quoted = (words: string): string => `'${words.replaceAll("'", String.raw`'\''`)}'`

/** Lines for a terminal that ask for the rows of this very dataset (接口示例). */
export const apiSamples = ({ dataset, columns }: Pick<Dataset, 'dataset' | 'columns'>, origin: string): Sample[] => {
  const ordered = columns.find(column => column.role === 'day' || column.role === 'number') ?? columns[0]
  const curl = (path: string, ...more: string[]): string => [`curl -G ${quoted(`${origin}${path}`)}`, ...more, '-d limit=20', ...ordered === undefined ? [] : [`--data-urlencode ${quoted(`sort=${ordered.field} desc`)}`]].join(' \\\n  ')
  return [{ kind: 'ckan', text: curl('/api/3/action/datastore_search', `-d resource_id=${dataset.name}`) }, { kind: 'rows', text: curl(`/open-data/datasets/${dataset.name}/rows`) }]
}
