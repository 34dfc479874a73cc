import type { Static, TObject, TSchema } from 'typebox'
import type { Deed } from '#base/deed'
import type { Http } from '#base/http'
import { AdvancedMatter } from './contract.ts'

/** A step by its route: what its body is, whose it is, and a body that works. */
export type RoutedStep<B extends TSchema = TSchema> = Readonly<{ action: string; permission: string; body: B; example: object }>
type Perform<B extends TSchema> = (deed: Deed, id: string, body: Static<B>) => Promise<AdvancedMatter>

/** Gives what makes the routes of steps below the path of one matter, such as /exchange/demands/:demandId: POST …/name-source, answered with where the matter is now. 办件步骤接口 */
export function stepRoutes(http: Http, path: string, params: TObject, example: Readonly<Record<string, string>>) {
  const name = path.slice(path.lastIndexOf(':') + 1)
  return <B extends TSchema>({ action, permission, body, example: words }: RoutedStep<B>, perform: Perform<B>): void => {
    http.post(`${path}/${action.replaceAll('_', '-')}`, {
      config: { may: permission, idempotency: 'optional', example: { params: example, body: words } },
      schema: { params, body, response: { 200: AdvancedMatter } },
    }, (request) => request.perform(async (deed) => {
      const { id, number, state, version } = await perform(deed, (request.params as Record<string, string>)[name]!, request.body as Static<B>)
      return { id, number, state, version }
    }))
  }
}
