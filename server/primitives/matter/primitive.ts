import type { Home } from '#base/home'
import { loadKind } from './load-kind.ts'

export const primitive: Home = {
  name: 'matter',
  chinese: '办理事项',
  events: ['matter.opened', 'matter.advanced', 'matter.kind_published'],
  seeds: [{ file: 'matter-kinds/*.yaml', schema: 'matter-kind', load: loadKind }],
}
