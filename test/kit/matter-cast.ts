import type { Actor } from '#base/deed'

/** Real paths of the demo city, for tests of matters without a server. */
export const district = '120103'
export const street = '120103/120103008'
export const place = '120103/120103008/120103008005'
export const at = (wall: string): Date => new Date(`${wall.replace(' ', 'T')}:00+08:00`)

const staff = (id: string, divisionPath: string, departmentId: string | null, permissions: string[] = []): Actor => ({
  kind: 'staff', id: `0190a0a0-0000-7000-8000-${id.padStart(12, '0')}`, postId: null, departmentId, divisionPath, grants: [{ permissions: new Set(permissions), divisionPath, departmentId }],
})
const unit = (id: string, departmentId: string, permissions: string[] = []): Actor => ({ ...staff(id, 'elsewhere', departmentId, permissions) })

export const actors = {
  resident: { kind: 'person', id: '0190a0a0-0000-7000-8000-000000000001', postId: null, departmentId: null, divisionPath: null, grants: [] } as Actor,
  worker: staff('2', place, null),
  street_desk: staff('3', street, null),
  desk: staff('4', district, null),
  city: staff('5', '', null),
  water: unit('11', 'water'), waterHead: unit('12', 'water', ['governance.incident.extend']), heat: unit('13', 'heat'), roads: unit('14', 'roads'), street: unit('15', 'street'),
}
