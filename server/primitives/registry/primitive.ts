import type { Home } from '#base/home'

export const primitive: Home = { name: 'registry', chinese: '登记簿' }
