import type { Http } from '#base/http'
import { ExchangeLeakCounts, ExchangeLeakOfKind, ExchangeLeaks } from '../contract.ts'
import { countExchangeLeaks, findExchangeLeaks } from './find-exchange-leaks.ts'

const may = 'exchange.request.read'

export function leakRoutes(http: Http): void {
  http.get('/exchange/leaks', { config: { may, example: {} }, schema: { response: { 200: ExchangeLeakCounts } } }, (request) => request.read(countExchangeLeaks))

  http.get('/exchange/leaks/:kind', {
    config: { may, example: { params: { kind: 'no_rows' } } },
    schema: { params: ExchangeLeakOfKind, response: { 200: ExchangeLeaks } },
  }, (request) => request.read((deed) => findExchangeLeaks(deed, request.params.kind)))
}
