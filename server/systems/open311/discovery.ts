/** Where the service is, by the discovery document of Open311; two endpoints, since clients written for lists read no single one. */
export const discoveryOf = (origin: string): Record<string, unknown> => ({
  changeset: '2026-11-25T00:00:00Z',
  contact: `${origin}/`,
  key_service: `${origin}/open311`,
  endpoints: [endpointOf(`${origin}/open311/v2`, 'production'), endpointOf(`${origin}/open311/v2`, 'test')],
})
const endpointOf = (url: string, type: string) => ({
  specification: 'http://wiki.open311.org/GeoReport_v2', url, changeset: '2026-11-25T00:00:00Z', type, formats: ['text/xml', 'application/json'],
})
