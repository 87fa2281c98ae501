package io.nephoscope.journal;

/**
 * The bounds of a journal.
 *
 * @param bytes on disk
 * @param memory bytes of what is only in memory: all of a journal in memory, and what a disk has not taken yet
 */
public record JournalLimits(long bytes, long memory) {}
