import fc from 'fast-check'
import gcoordModule from 'gcoord'
import { expect, test } from 'vitest'
import { convertToWgs84, judgeCoordinates, type Crs } from './coordinates.ts'
import { metresBetween } from './polygon.ts'

// Its types describe an ES module, node loads the CommonJS one.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

const box = { west: 116.7, south: 38.55, east: 118.07, north: 40.26 }
const judge = (longitude: number, latitude: number, crs: Crs = 'WGS84') => judgeCoordinates({ longitude, latitude, crs }, box)

test('(0,0) is refused, whatever the system', () => { for (const crs of ['WGS84', 'GCJ02', 'BD09'] as const) expect(judge(0, 0, crs)).toEqual({ fault: 'coordinates_zero' }) })
test('latitude before longitude is refused as swapped, not as outside', () => expect(judge(39.12, 117.2)).toEqual({ fault: 'coordinates_swapped' }))
test('another city is outside', () => expect(judge(121.47, 31.23)).toEqual({ fault: 'coordinates_outside_city' }))
test('no place on earth is out of range', () => expect([judge(200, 39), judge(117, 95), judge(Number.NaN, 39)]).toEqual(Array(3).fill({ fault: 'coordinates_out_of_range' })))
test('a point within the city comes back as it was', () => expect(judge(117.2, 39.12)).toEqual({ longitude: 117.2, latitude: 39.12 }))
test('CGCS2000 is taken as WGS-84', () => expect(judge(117.2, 39.12, 'CGCS2000')).toEqual({ longitude: 117.2, latitude: 39.12 }))
test('GCJ-02 moves by about 555 metres here', () => {
  const moved = metresBetween(convertToWgs84({ longitude: 117.2, latitude: 39.12, crs: 'GCJ02' }), { longitude: 117.2, latitude: 39.12 })
  expect(moved).toBeGreaterThan(450)
  expect(moved).toBeLessThan(700)
})
test('there and back again is the same place to a decimetre', () => {
  const inside = fc.record({ longitude: fc.double({ min: 116.8, max: 118, noNaN: true }), latitude: fc.double({ min: 38.6, max: 40.2, noNaN: true }) })
  fc.assert(fc.property(inside, fc.constantFrom('GCJ02' as const, 'BD09' as const), (point, crs) => {
    const [longitude, latitude] = gcoord.transform([point.longitude, point.latitude], gcoord.WGS84, gcoord[crs])
    expect(metresBetween(convertToWgs84({ longitude, latitude, crs }), point)).toBeLessThan(0.1)
  }), { examples: [[{ longitude: 117.40429943041765, latitude: 39.29641593226255 }, 'GCJ02']] })
})
