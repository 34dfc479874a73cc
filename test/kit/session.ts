import { openSessionFor } from '#primitives/access'
import { jobRun } from '#base/jobs'
import type { City } from '../../server/open-city.ts'

/** A session cookie of a member of the cast. */
export const sessionOf = (city: City, login: string, now: Date): Promise<string> => jobRun(city.database, 'test', now).perform((deed) => openSessionFor(deed, login))
