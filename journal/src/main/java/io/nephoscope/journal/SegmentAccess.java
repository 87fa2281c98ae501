package io.nephoscope.journal;

import java.io.IOException;

/** Opens segments for reading. */
interface SegmentAccess {

    SegmentCursor open(Segment segment) throws IOException;
}
