package io.nephoscope.partition.record;

import io.nephoscope.partition.SlotAssignment;

/** Reads an assignment that was written down. */
@FunctionalInterface
public interface AssignmentReader {

    SlotAssignment read(String text) throws MalformedRecordException;
}
