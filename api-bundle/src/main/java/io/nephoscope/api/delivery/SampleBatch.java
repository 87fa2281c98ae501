package io.nephoscope.api.delivery;

import io.nephoscope.api.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Samples of one poll that travel together. Immutable; may be kept until its delivery ends. */
@ProviderType
public interface SampleBatch {

    /**
     * Identifies the batch for ever, also when it is handed out a second time. Ids of messages are to be
     * derived from it, so that sent again means the same message.
     */
    UUID id();

    /** The name of the source of polling.yaml that asked for the samples. */
    String source();

    /** The name of the pollster that emitted them. */
    String pollster();

    /** When the poll was due; together with source and pollster the slot that the batch belongs to. */
    Instant due();

    /** When the poll began, to the microsecond; the time of each of the samples. */
    Instant timestamp();

    /** At least one, in the order of emission; unmodifiable. */
    List<Sample> samples();
}
