import { Type, type Static } from 'typebox'
import { Count, Instant, listOf, nullable, object, PageQuery, Uuid } from '#base/shapes'

export const NoticeId = object({ noticeId: Uuid })
export const InboxQuery = object({ limit: PageQuery.limit, after: Type.Optional(Uuid), unread: Type.Optional(Type.Boolean()) })
export const MarkAllRead = object({ upTo: Type.Optional(Uuid) })

export const Notice = object({
  id: Uuid, template: Type.String({ maxLength: 200 }), text: Type.String({ maxLength: 2000 }), link: nullable(Type.String({ maxLength: 500 })),
  urgent: Type.Boolean(), at: Instant, read: Type.Boolean(),
})
export type Notice = Static<typeof Notice>
export const Inbox = object({ items: listOf(Notice, 200), next: nullable(Uuid), unread: Count(100) })
export type Inbox = Static<typeof Inbox>
export const Marked = object({ marked: Count() })
export const MarkedOne = object({ id: Uuid })

/** A notice that did not go out; neither what it said nor to whom. */
export const ParkedNotice = object({ id: Uuid, channel: Type.String({ maxLength: 20 }), template: Type.String({ maxLength: 200 }), tries: Count(1000), at: Instant, reason: Type.String({ maxLength: 200 }) })
export type ParkedNotice = Static<typeof ParkedNotice>
export const ParkedNotices = object({ items: listOf(ParkedNotice, 100) })
