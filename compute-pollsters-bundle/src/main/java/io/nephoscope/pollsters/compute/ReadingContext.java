package io.nephoscope.pollsters.compute;

/**
 * What readings of one cycle use beside statistics.
 *
 * @param sizes finds out the sizes of disks, in one cycle
 * @param rates knows the totals of the cycle before
 */
record ReadingContext(DiskSizeCache sizes, Rates rates) {}
