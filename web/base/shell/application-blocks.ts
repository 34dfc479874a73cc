import type { Component, InjectionKey } from 'vue'

/** What systems add to the page of one application, and to its filling in: each is given `application`, its id, and `visit` where a counter serves the person. Apps gather them, the page shows them without knowing whose they are (办件页板块). */
export const applicationBlocks: InjectionKey<readonly Component[]> = Symbol('applicationBlocks')
