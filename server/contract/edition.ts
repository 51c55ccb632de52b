/**
 * The edition of the Welsh that pages, paper and posters are written in. A review by a named person is of one edition: a
 * change of words is a new edition, and a test holds to it.
 */
export const WELSH_EDITION = "2";
