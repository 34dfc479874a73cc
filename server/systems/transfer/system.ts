import type { Home } from '#base/home'

export { useConnectors } from './connectors-here.ts'

export const system: Home = {
  name: 'transfer',
  chinese: '数据汇聚交换',
  needs: ['exchange'],
}
