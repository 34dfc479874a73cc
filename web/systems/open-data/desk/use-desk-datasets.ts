import type { DeskDataset, DeskDatasets } from '#contracts/open-data'
import { useOpenOne, type OpenOne } from '../../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

export type Row = DeskDatasets['items'][number]
type Opened = OpenOne<DeskDataset> & { list: Pages<Row, DeskDatasets>, filters: ReturnType<typeof useUrlFilters<'name'>> }

/** What one's unit opens or is going to, and the one that is looked at (本单位的数据集). */
export const useDeskDatasets = (): Opened => {
  const filters = useUrlFilters({ name: '' })
  const list = usePages<Row, DeskDatasets>(['open-data', 'desk'], '/open-data/desk/datasets')
  return { filters, list, ...useOpenOne<DeskDataset>({ key: ['open-data', 'desk-dataset'], at: '/open-data/desk/datasets', chosen: () => filters.values.value.name, first: () => list.rows.value[0]?.name }) }
}
