package io.nephoscope.benchmarks.report;

/** A median: of one peer, with so many guests. */
public record Point(String peer, int guests, boolean simulated, double value) {}
