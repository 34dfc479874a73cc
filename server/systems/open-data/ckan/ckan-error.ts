/** What CKAN says when it does not answer: NotFound 404, ValidationError 409, NotAuthorized 403, and 400 for what is no request at all. */
export class CkanError extends Error {
  readonly status: number
  readonly error: Readonly<Record<string, unknown>> | string
  constructor(status: number, error: Readonly<Record<string, unknown>> | string) {
    super(typeof error === 'string' ? error : JSON.stringify(error))
    this.status = status
    this.error = error
  }
}

export const ckanNotFound = (message = 'Not found') => new CkanError(404, { __type: 'Not Found Error', message: message.startsWith('Not found') ? message : `Not found: ${message}` })
export const ckanInvalid = (field: string, message: string) => new CkanError(409, { __type: 'Validation Error', [field]: [message] })
