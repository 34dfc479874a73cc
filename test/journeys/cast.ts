/** Where the cast of each city stands: the same people, other places. */
export const places = {
  tianjin: { community: '120103009012', otherCommunity: '120103008006', street: '120103009', district: '120103', otherDistrict: '120104', item: 'E51002', ordinary: 'E06010', department: (name: string) => `120103-${name}`, point: { longitude: 117.22, latitude: 39.09 } },
  'sample-county': { community: '99010101', otherCommunity: '99010201', street: '990101', district: '9901', otherDistrict: '9902', item: 'E0201', ordinary: 'E0301', department: (name: string) => `9901-${name}`, point: null },
} as const
export type CityName = keyof typeof places
/** On the older PostgreSQL it is the statements that are tried, not the cities: one is enough. */
export const cityNames = (process.env.HAIHE_TEST_POSTGRES === 'debian' ? ['tianjin'] : Object.keys(places)) as CityName[]
