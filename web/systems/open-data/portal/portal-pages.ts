/** The pages of the portal in the order in which its head names them (门户栏目). */
export const portalPages = ['open-data', 'data-api', 'data-wishes', 'data-showcase'] as const
