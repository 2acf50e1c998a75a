/**
 * What is held in memory of a data set. A key takes 26 to 52 bytes of a table, so that the two tables of rows, and those
 * of ids and groups, take 0.9 GB at the very most; the rows of one file take 16 bytes each, 0.5 GB at the most.
 */
export const mostKeys = 1 << 22;
export const mostRowsOfFile = 1 << 25;
