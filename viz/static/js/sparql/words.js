/* Words of the page's language, with places marked {} for what stands in them. */

export const fill = (words, ...values) => values.reduce((text, value) => text.replace("{}", value), words);
